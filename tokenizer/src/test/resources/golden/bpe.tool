subword-nmt 0.3.8
