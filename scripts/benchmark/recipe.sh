# What the benchmarks share that train recipes: sourced by them, not started. They set $truchman,
# $work, $from and $to (languages), and $name (the benchmark's own, for messages).

# fetch FROM FILE ORIGIN: FROM/FILE, plain or .gz, becomes the work folder's.
fetch() {
  if [ -f "$work/$2" ]; then return; fi
  if [ -f "$1/$2" ]; then
    cp "$1/$2" "$work/$2.part"
  elif [ -f "$1/$2.gz" ]; then
    gzip -dc "$1/$2.gz" > "$work/$2.part"
  else
    echo "$name: $1 has no $2 nor $2.gz; $3" >&2
    exit 3
  fi
  mv "$work/$2.part" "$work/$2"
}

# unfinished MODEL: whether its training left snapshots.
unfinished() { [ -n "$(find "$work/$1/training" -name 'snapshot-*' 2>/dev/null)" ]; }

# train MODEL SETTINGS...: trains one model, or goes on with it; its log is kept.
train() {
  model=$1
  shift
  if unfinished "$model"; then
    "$truchman" train --resume --model "$work/$model" 2>&1 | tee -a "$work/$model.log"
  elif [ ! -f "$work/$model/manifest.json" ]; then
    "$truchman" train -s "$from" -t "$to" --train "$work/train.$from" "$work/train.$to" \
      --valid "$work/val.$from" "$work/val.$to" --model "$work/$model" "$@" 2>&1 | tee "$work/$model.log"
  fi
  if unfinished "$model" || [ ! -f "$work/$model/manifest.json" ]; then
    echo "$name: the training of $work/$model has not ended; the same command goes on with it" >&2
    exit 1
  fi
}

# evaluate MODEL SET BEAM: translates a set and scores it.
evaluate() {
  echo "== $1, $2, beam $3"
  "$truchman" evaluate -m "$work/$1" --source "$work/$2.$from" --reference "$work/$2.$to" \
    --beam-size "$3" --output "$work/$1.$2.$3.$to" 2>&1
}

# trained MODEL: speed and memory of its training.
trained() {
  echo "== $1, training"
  grep -E 'training has ended|peak' "$work/$1.log"
}
