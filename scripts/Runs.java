import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The queue of trainings behind scripts/runs, which says how it is used.
 *
 * <p>A training is a folder: {@code run.json} (what was asked for), {@code model}, {@code
 * train.log}, and, when it is over, {@code result.json}. Its state is read off these files and the
 * table of processes, so that a machine that went down leaves nothing wrong behind.
 */
public final class Runs {
  private static final Gson JSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();
  private static final Gson LINE = new GsonBuilder().disableHtmlEscaping().create();
  private static final int INTERRUPTED = 130;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Pattern UPDATE =
      Pattern.compile(
          "epoch (\\d+), update (\\d+)(?: of (\\d+))?: loss ([\\d.]+), (\\d+) tokens/s.*");
  private static final Pattern VALIDATION =
      Pattern.compile(".*validation perplexity ([\\d.]+)(?:, BLEU ([\\d.]+))?.*");

  private final Path home;
  private final Path root;

  private Runs(Path home, Path root) {
    this.home = home;
    this.root = root;
  }

  /** Arguments: the folder of trainings, the checkout, a command and what belongs to it. */
  public static void main(String[] arguments) throws Exception {
    Runs runs = new Runs(Path.of(arguments[0]), Path.of(arguments[1]));
    List<String> rest = List.of(arguments).subList(3, arguments.length);
    try {
      System.exit(runs.command(arguments[2], rest));
    } catch (Usage | UncheckedIOException | IOException e) {
      System.err.println("runs: " + e.getMessage());
      System.exit(e instanceof Usage ? 2 : 1);
    }
  }

  private int command(String command, List<String> rest) throws Exception {
    return switch (command) {
      case "submit" -> submit(rest);
      case "work" -> work();
      case "list" -> list();
      case "pause" -> pause();
      case "continue" -> goOn();
      case "timed" -> timed(rest);
      case "stop" -> stop(named(rest));
      case "release" -> release(named(rest));
      case "results" -> results(rest.contains("--markdown"));
      default ->
          throw new Usage(
              "no command "
                  + command
                  + "; scripts/runs --help lists submit, start, work, list,"
                  + " pause, continue, timed, stop, release and results");
    };
  }

  /** A wrong command line. */
  private static final class Usage extends Exception {
    private static final long serialVersionUID = 1;

    Usage(String message) {
      super(message);
    }
  }

  // --- One training -------------------------------------------------------------------------

  /** What a training is doing. */
  private enum State {
    RUNNING,
    PAUSED,
    INTERRUPTED,
    WAITING,
    STOPPED,
    FAILED,
    DONE
  }

  /** The folder of one training. */
  private record Run(Path folder) {
    String name() {
      return folder.getFileName().toString();
    }

    Path model() {
      return folder.resolve("model");
    }

    Path log() {
      return folder.resolve("train.log");
    }

    Path result() {
      return folder.resolve("result.json");
    }

    /** Holds the exit code where it failed, or 130 where it was told to stop. */
    Path held() {
      return folder.resolve("held");
    }

    JsonObject request() throws IOException {
      return JsonParser.parseString(Files.readString(folder.resolve("run.json"))).getAsJsonObject();
    }

    boolean hasSnapshot() throws IOException {
      return snapshotSince(Instant.EPOCH);
    }

    boolean snapshotSince(Instant time) throws IOException {
      Path training = model().resolve("training");
      if (!Files.isDirectory(training)) {
        return false;
      }
      try (Stream<Path> files = Files.list(training)) {
        for (Path file : files.toList()) {
          if (file.getFileName().toString().startsWith("snapshot-")
              && Files.getLastModifiedTime(file).toInstant().isAfter(time)) {
            return true;
          }
        }
      }
      return false;
    }

    /** The process that trains it; the start time tells it from a later one of the same number. */
    Optional<ProcessHandle> process() throws IOException {
      Path file = folder.resolve("process");
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      String[] parts = Files.readString(file).strip().split(" ");
      return ProcessHandle.of(Long.parseLong(parts[0]))
          .filter(ProcessHandle::isAlive)
          .filter(p -> started(p).equals(parts[1]));
    }

    static String started(ProcessHandle process) {
      return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    State state() throws IOException {
      if (Files.exists(result())) {
        return State.DONE;
      }
      Optional<ProcessHandle> process = process();
      if (process.isPresent()) {
        return suspended(process.get().pid()) ? State.PAUSED : State.RUNNING;
      }
      if (Files.exists(held())) {
        String code = Files.readString(held()).strip();
        return code.equals(Integer.toString(INTERRUPTED)) ? State.STOPPED : State.FAILED;
      }
      return Files.exists(log()) ? State.INTERRUPTED : State.WAITING;
    }

    private static boolean suspended(long pid) throws IOException {
      Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", Long.toString(pid)).start();
      return new String(ps.getInputStream().readAllBytes()).strip().startsWith("T");
    }
  }

  private List<Run> all() throws IOException {
    List<Run> found = new ArrayList<>();
    try (Stream<Path> folders = Files.list(home)) {
      folders.filter(f -> Files.exists(f.resolve("run.json"))).map(Run::new).forEach(found::add);
    }
    Map<Run, String> created = new LinkedHashMap<>();
    for (Run run : found) {
      created.put(run, run.request().get("created").getAsString());
    }
    found.sort(Comparator.comparing(created::get));
    return found;
  }

  private Run named(List<String> rest) throws Usage {
    if (rest.size() != 1) {
      throw new Usage("the name of one training belongs here; scripts/runs list shows them");
    }
    Run run = new Run(home.resolve(rest.get(0)));
    if (!Files.exists(run.folder().resolve("run.json"))) {
      throw new Usage("no training is called " + rest.get(0) + "; scripts/runs list shows them");
    }
    return run;
  }

  // --- submit -------------------------------------------------------------------------------

  private int submit(List<String> rest) throws Exception {
    int dashes = rest.indexOf("--");
    if (rest.isEmpty() || !NAME.matcher(rest.get(0)).matches() || dashes < 1) {
      throw new Usage(
          "submit NAME [--recipe FILE] [--test NAME=SOURCE,REFERENCE]... -- TRAIN-OPTIONS...;"
              + " a name has letters, digits, dots, dashes and underscores");
    }
    Run run = new Run(home.resolve(rest.get(0)));
    if (Files.exists(run.folder())) {
      throw new Usage(
          run.folder() + " is there already; take another name, or remove that folder first");
    }
    JsonObject request = request(rest.subList(1, dashes), rest.subList(dashes + 1, rest.size()));
    Path part = home.resolve(run.name() + ".part");
    deleteTree(part);
    Files.createDirectories(part);
    Files.writeString(part.resolve("run.json"), JSON.toJson(request) + "\n");
    Files.move(part, run.folder(), StandardCopyOption.ATOMIC_MOVE);
    System.out.println(run.name() + " waits; scripts/runs start begins with what waits");
    return 0;
  }

  private JsonObject request(List<String> flags, List<String> train) throws Exception {
    if (train.contains("--model") || train.contains("-m")) {
      throw new Usage("the model's folder is chosen by the queue; leave --model out");
    }
    JsonObject request = new JsonObject();
    request.addProperty("created", Instant.now().toString());
    request.addProperty("directory", Path.of("").toAbsolutePath().toString());
    request.addProperty("commit", commit());
    request.addProperty("build", build());
    JsonArray arguments = new JsonArray();
    JsonObject tests = new JsonObject();
    for (int i = 0; i < flags.size(); i += 2) {
      if (i + 1 == flags.size()) {
        throw new Usage(flags.get(i) + " needs a value");
      }
      String value = flags.get(i + 1);
      switch (flags.get(i)) {
        case "--recipe" -> {
          Path recipe = existing(value);
          request.addProperty("recipe", recipe.getFileName().toString());
          request.addProperty("recipeSha256", sha256(Files.readAllBytes(recipe)));
          List.of("--config", recipe.toString()).forEach(arguments::add);
        }
        case "--test" -> {
          Matcher test = Pattern.compile("([^=]+)=([^,]+),(.+)").matcher(value);
          if (!test.matches()) {
            throw new Usage("--test takes NAME=SOURCE,REFERENCE, not " + value);
          }
          JsonArray files = new JsonArray();
          files.add(existing(test.group(2)).toString());
          files.add(existing(test.group(3)).toString());
          tests.add(test.group(1), files);
        }
        default -> throw new Usage(flags.get(i) + " is none of --recipe, --test");
      }
    }
    train.forEach(arguments::add);
    request.add("arguments", arguments);
    request.add("tests", tests);
    return request;
  }

  private static Path existing(String name) throws Usage {
    Path file = Path.of(name).toAbsolutePath().normalize();
    if (!Files.isReadable(file)) {
      throw new Usage(name + " cannot be read; check the path");
    }
    return file;
  }

  private String commit() throws Exception {
    Process git =
        new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
            .directory(root.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text = new String(git.getInputStream().readAllBytes()).strip();
    return git.waitFor() == 0 ? text : "unknown";
  }

  /** Copies the distribution, once for each content; a training keeps what it began with. */
  private String build() throws Exception {
    Path built = root.resolve("translate-cli/target/truchman");
    StringBuilder content = new StringBuilder();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(built)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      content.append(built.relativize(file)).append(' ');
      content.append(sha256(Files.readAllBytes(file))).append('\n');
    }
    String name = sha256(content.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    Path copy = home.resolve("builds").resolve(name);
    if (!Files.exists(copy)) {
      Path part = home.resolve("builds").resolve(name + ".part");
      deleteTree(part);
      for (Path file : files) {
        Path to = part.resolve(built.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
      }
      Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
    }
    return name;
  }

  // --- work ---------------------------------------------------------------------------------

  private int work() throws Exception {
    try (FileChannel channel =
            FileChannel.open(
                home.resolve("worker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new Usage("another worker is at it; scripts/runs list shows what it does");
      }
      for (Optional<Run> next = next(); next.isPresent(); next = next()) {
        train(next.get());
      }
    }
    System.out.println("runs: nothing waits");
    return 0;
  }

  /** What was interrupted comes before what never began. */
  private Optional<Run> next() throws IOException {
    for (State wanted : List.of(State.RUNNING, State.PAUSED, State.INTERRUPTED, State.WAITING)) {
      for (Run run : all()) {
        if (run.state() == wanted) {
          return Optional.of(run);
        }
      }
    }
    return Optional.empty();
  }

  private void train(Run run) throws Exception {
    Optional<ProcessHandle> orphan = run.process();
    if (orphan.isPresent()) { // its worker died, it lives
      orphan.get().onExit().get();
      return;
    }
    JsonObject request = run.request();
    List<String> command = new ArrayList<>();
    command.add(truchman(request));
    command.add("train");
    if (run.hasSnapshot()) {
      command.add("--resume");
    } else if (!Files.exists(run.model().resolve("manifest.json"))) {
      request.getAsJsonArray("arguments").forEach(a -> command.add(a.getAsString()));
      if (Files.exists(run.model())) {
        command.add("--overwrite");
      }
    } else {
      command.clear(); // it had ended, and only its scores were not taken
    }
    if (!command.isEmpty() && !trained(run, command, request)) {
      return;
    }
    finish(run, request);
    System.out.println(run.name() + " is done");
  }

  /** Trains; false when it did not come to its end. */
  private boolean trained(Run run, List<String> command, JsonObject request) throws Exception {
    command.addAll(List.of("--model", run.model().toString()));
    Instant began = Instant.now();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(
                new File(request.get("directory").getAsString())) // files are named from there
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(run.log().toFile()));
    Process process = started(run, builder);
    int code = ended(run, process);
    if (code > INTERRUPTED && run.snapshotSince(began)) {
      System.out.println(run.name() + " was killed (exit code " + code + "), and is resumed");
      return false;
    }
    if (code != 0) {
      Files.writeString(run.held(), code + "\n");
      System.out.println(run.name() + " ended with exit code " + code + "; see " + run.log());
    }
    return code == 0;
  }

  private String truchman(JsonObject request) {
    Path build = home.resolve("builds").resolve(request.get("build").getAsString());
    return build.resolve("bin/truchman").toString();
  }

  /** Starts a process that belongs to a training, so that it can be paused and stopped. */
  private Process started(Run run, ProcessBuilder builder) throws Exception {
    awaitContinue();
    Process process = builder.redirectInput(new File("/dev/null")).start();
    Files.writeString(
        run.folder().resolve("process"),
        process.pid() + " " + Run.started(process.toHandle()) + "\n");
    return process;
  }

  /** Waits for its end; when this worker is told to end, the process is told so too. */
  private static int ended(Run run, Process process) throws Exception {
    Thread hook = new Thread(() -> endWithSnapshot(process));
    Runtime.getRuntime().addShutdownHook(hook);
    int code = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(hook);
    Files.deleteIfExists(run.folder().resolve("process"));
    return code;
  }

  private static void endWithSnapshot(Process process) {
    try {
      signal("CONT", process.pid());
      process.destroy();
      process.waitFor(5, TimeUnit.MINUTES);
    } catch (IOException | InterruptedException e) {
      System.err.println("runs: the training was not told to end: " + e.getMessage());
    }
  }

  private void awaitContinue() throws InterruptedException {
    while (Files.exists(home.resolve("paused"))) {
      TimeUnit.SECONDS.sleep(1);
    }
  }

  // --- What a finished training leaves --------------------------------------------------------

  private void finish(Run run, JsonObject request) throws Exception {
    JsonObject result = new JsonObject();
    result.addProperty("name", run.name());
    result.addProperty("finished", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    for (String key : List.of("recipe", "recipeSha256", "commit", "build", "arguments")) {
      if (request.has(key)) {
        result.add(key, request.get(key));
      }
    }
    result.add("machine", machine());
    result.add("training", provenance(run.model()));
    JsonObject scores = new JsonObject();
    for (Map.Entry<String, JsonElement> test : request.getAsJsonObject("tests").entrySet()) {
      JsonArray files = test.getValue().getAsJsonArray();
      scores.add(test.getKey(), evaluate(run, request, files));
    }
    result.add("tests", scores);
    Path part = run.folder().resolve("result.json.part");
    Files.writeString(part, LINE.toJson(result) + "\n");
    Files.move(part, run.result(), StandardCopyOption.ATOMIC_MOVE);
  }

  private JsonElement evaluate(Run run, JsonObject request, JsonArray files) throws Exception {
    List<String> command =
        List.of(
            truchman(request),
            "evaluate",
            "-m",
            run.model().toString(),
            "--source",
            files.get(0).getAsString(),
            "--reference",
            files.get(1).getAsString(),
            "-f",
            "json");
    Process process =
        started(
            run,
            new ProcessBuilder(command)
                .directory(new File(request.get("directory").getAsString()))
                .redirectError(ProcessBuilder.Redirect.appendTo(run.log().toFile())));
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (ended(run, process) != 0) {
      throw new IOException(
          String.join(" ", command)
              + " failed; see the end of "
              + run.log()
              + ", then start again");
    }
    return JsonParser.parseString(text);
  }

  /** The provenance that the model directory holds. */
  private static JsonObject provenance(Path model) throws IOException {
    JsonObject manifest =
        JsonParser.parseString(Files.readString(model.resolve("manifest.json"))).getAsJsonObject();
    for (JsonElement file : manifest.getAsJsonArray("files")) {
      if (file.getAsJsonObject().get("role").getAsString().equals("provenance")) {
        Path path = model.resolve(file.getAsJsonObject().get("path").getAsString());
        return JsonParser.parseString(Files.readString(path)).getAsJsonObject();
      }
    }
    throw new IOException(model.resolve("manifest.json") + ": names no provenance");
  }

  private static JsonObject machine() throws IOException {
    JsonObject machine = new JsonObject();
    String processor = System.getProperty("os.arch");
    Path information = Path.of("/proc/cpuinfo");
    if (Files.exists(information)) {
      processor =
          Files.readAllLines(information).stream()
              .filter(l -> l.startsWith("model name"))
              .map(l -> l.substring(l.indexOf(':') + 1).strip())
              .findFirst()
              .orElse(processor);
    }
    machine.addProperty("processor", processor);
    machine.addProperty("cores", Runtime.getRuntime().availableProcessors());
    machine.addProperty("system", System.getProperty("os.name"));
    machine.addProperty("java", System.getProperty("java.version"));
    return machine;
  }

  // --- Looking on, pausing, stopping ---------------------------------------------------------

  private int list() throws IOException {
    String row = "%-24s %-12s %7s %17s %8s %9s %11s %6s%n";
    System.out.printf(
        Locale.ROOT,
        row,
        "name",
        "state",
        "epoch",
        "update",
        "loss",
        "tokens/s",
        "perplexity",
        "BLEU");
    for (Run run : all()) {
      String state = run.state().name().toLowerCase(Locale.ROOT);
      String[] update = {"", "", "", "", ""};
      String[] validation = {"", ""};
      if (Files.exists(run.log())) {
        for (String line : Files.readAllLines(run.log())) {
          update = groups(UPDATE, line, update);
          validation = groups(VALIDATION, line, validation);
        }
      }
      String done = update[1] + (update[2].isEmpty() ? "" : " of " + update[2]);
      System.out.printf(
          Locale.ROOT,
          row,
          run.name(),
          state,
          update[0],
          done,
          update[3],
          update[4],
          validation[0],
          validation[1]);
    }
    return 0;
  }

  private static String[] groups(Pattern pattern, String line, String[] otherwise) {
    Matcher matcher = pattern.matcher(line);
    if (!matcher.matches()) {
      return otherwise;
    }
    String[] groups = new String[matcher.groupCount()];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = matcher.group(i + 1) == null ? "" : matcher.group(i + 1);
    }
    return groups;
  }

  private int pause() throws IOException {
    try {
      Files.createFile(home.resolve("paused"));
    } catch (FileAlreadyExistsException e) {
      System.out.println("runs: paused already; what was started since is paused now");
    }
    signalAll("STOP");
    return 0;
  }

  private int goOn() throws IOException {
    Files.deleteIfExists(home.resolve("paused"));
    signalAll("CONT");
    return 0;
  }

  private int timed(List<String> rest) throws Exception {
    if (rest.size() < 2 || !rest.get(0).equals("--")) {
      throw new Usage("timed -- COMMAND...");
    }
    boolean mine = !Files.exists(home.resolve("paused"));
    pause();
    Thread hook =
        new Thread(
            () -> {
              try {
                goOn();
              } catch (IOException e) {
                System.err.println("runs: not continued (" + e.getMessage() + "); run continue");
              }
            });
    if (mine) {
      Runtime.getRuntime().addShutdownHook(hook);
    }
    return new ProcessBuilder(rest.subList(1, rest.size())).inheritIO().start().waitFor();
  }

  private void signalAll(String signal) throws IOException {
    for (Run run : all()) {
      Optional<ProcessHandle> process = run.process();
      if (process.isPresent()) {
        signal(signal, process.get().pid());
        System.out.println(run.name() + (signal.equals("STOP") ? " is paused" : " goes on"));
      }
    }
  }

  private static void signal(String signal, long pid) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int stop(Run run) throws Exception {
    ProcessHandle process =
        run.process()
            .orElseThrow(() -> new Usage(run.name() + " does not run; nothing was stopped"));
    signal("CONT", process.pid());
    process.destroy();
    process.onExit().get(5, TimeUnit.MINUTES);
    System.out.println(run.name() + " has stopped; scripts/runs release " + run.name());
    return 0;
  }

  private int release(Run run) throws IOException {
    Files.deleteIfExists(run.held());
    System.out.println(run.name() + " waits; scripts/runs start begins with what waits");
    return 0;
  }

  // --- results ------------------------------------------------------------------------------

  private int results(boolean markdown) throws IOException {
    if (markdown) {
      System.out.println("| training | test set | BLEU | chrF2 | updates | minutes | commit |");
      System.out.println("|---|---|---:|---:|---:|---:|---|");
    }
    for (Run run : all()) {
      if (!Files.exists(run.result())) {
        continue;
      }
      String line = Files.readString(run.result()).strip();
      if (!markdown) {
        System.out.println(line);
        continue;
      }
      JsonObject result = JsonParser.parseString(line).getAsJsonObject();
      for (Map.Entry<String, JsonElement> test : result.getAsJsonObject("tests").entrySet()) {
        System.out.println(row(result, test.getKey(), test.getValue()));
      }
    }
    return 0;
  }

  private static String row(JsonObject result, String test, JsonElement evaluation) {
    JsonObject training = result.getAsJsonObject("training");
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %d | %.0f | %s |",
        result.get("name").getAsString(),
        test,
        score(evaluation, "BLEU"),
        score(evaluation, "chrF2"),
        training.get("updates").getAsLong(),
        training.get("seconds").getAsDouble() / 60,
        result.get("commit").getAsString());
  }

  /** The score of that name, wherever in the evaluation it stands. */
  private static String score(JsonElement evaluation, String name) {
    if (evaluation.isJsonArray()) {
      for (JsonElement element : evaluation.getAsJsonArray()) {
        String found = score(element, name);
        if (!found.isEmpty()) {
          return found;
        }
      }
    } else if (evaluation.isJsonObject()) {
      JsonObject object = evaluation.getAsJsonObject();
      if (object.has("name")
          && object.has("score")
          && object.get("name").getAsString().equals(name)) {
        return object.get("score").getAsString();
      }
      for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
        String found = score(entry.getValue(), name);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return "";
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every Java has it
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (NoSuchFileException e) {
      return; // nothing was there
    }
  }
}
