import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Makes the phrasebook, a parallel English-German corpus, from a lexicon and a grammar.
 *
 * <pre>
 * java scripts/MakePhrasebook.java [FOLDER]             writes train, dev and test (data/phrasebook)
 * java scripts/MakePhrasebook.java --baseline [FOLDER]  prints test.en translated word for word
 * </pre>
 *
 * The same program always writes the same bytes: the only chance in it is {@link Random} with a
 * fixed seed, whose algorithm the Java platform specifies. The source is plain ASCII, so that every
 * JDK reads it alike whatever the machine's character set: in the German text {@code a: o: u: s:}
 * stand for the umlauts and the sharp s, and {@link Pair} spells them out.
 *
 * <p>Read {@link Clause} first (how an English verb phrase and its German counterpart are put into
 * words), then {@link Patterns} (what is said), then {@link Corpus} (how it is divided). The tables
 * of words stand at the end, in {@link Tables}.
 */
public final class MakePhrasebook {
  private static final long SEED = 20260301L;

  private MakePhrasebook() {}

  /**
   * Writes the corpus, or prints the word-for-word baseline.
   *
   * @param arguments nothing, a folder, or {@code --baseline} and perhaps a folder
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(arguments));
    boolean baseline = words.remove("--baseline");
    if (words.size() > 1 || words.stream().anyMatch(word -> word.startsWith("-"))) {
      System.err.println(
          "MakePhrasebook: unknown arguments "
              + words
              + "; allowed is [--baseline] [FOLDER], for example data/phrasebook");
      System.exit(2);
    }
    Path folder = Path.of(words.isEmpty() ? "data/phrasebook" : words.get(0));
    if (baseline) {
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      WordForWord.learn(lines(folder, "train.en"), lines(folder, "train.de"))
          .translate(lines(folder, "test.en"))
          .forEach(line -> out.print(line + "\n"));
      return;
    }
    Corpus corpus = Corpus.make(SEED);
    Files.createDirectories(folder);
    write(folder, "train", corpus.train());
    write(folder, "dev", corpus.dev());
    write(folder, "test", corpus.test());
  }

  private static List<String> lines(Path folder, String name) throws IOException {
    return Files.readAllLines(folder.resolve(name), StandardCharsets.UTF_8);
  }

  private static void write(Path folder, String name, List<Pair> pairs) throws IOException {
    StringBuilder english = new StringBuilder();
    StringBuilder german = new StringBuilder();
    for (Pair pair : pairs) {
      english.append(pair.english()).append('\n');
      german.append(pair.german()).append('\n');
    }
    Files.writeString(folder.resolve(name + ".en"), english, StandardCharsets.UTF_8);
    Files.writeString(folder.resolve(name + ".de"), german, StandardCharsets.UTF_8);
  }

  // ------------------------------------------------------------------------------------ sentences

  /**
   * An English text and its German translation; whole sentences as well as parts of them.
   *
   * @param english the English text
   * @param german the German text, umlauts still spelt {@code a:} unless this is a sentence
   */
  record Pair(String english, String german) {

    /** Gives a finished sentence: capitals, umlauts and the mark at its end. */
    static Pair sentence(String english, String german, String mark) {
      return new Pair(finish(english) + mark, finish(german) + mark);
    }

    private static String finish(String text) {
      String spelt = spell(text);
      return spelt.substring(0, 1).toUpperCase(Locale.ROOT) + spelt.substring(1);
    }

    private static String spell(String text) {
      return text.replace("a:", "\u00e4")
          .replace("o:", "\u00f6")
          .replace("u:", "\u00fc")
          .replace("A:", "\u00c4")
          .replace("O:", "\u00d6")
          .replace("U:", "\u00dc")
          .replace("s:", "\u00df");
    }

    /** Gives what two sentences share that differ in case and punctuation only. */
    static String key(String sentence) {
      return sentence.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L} ]", "");
    }
  }

  /** The place of the finite verb in German; the English order follows from it. */
  enum Order {
    /** Subject first, verb second. */
    STATEMENT,
    /** The time first, verb second: {@code Morgen fahre ich ab}. */
    FRONTED,
    /** The verb first: questions, and main clauses behind a subordinate clause. */
    VERB_FIRST,
    /** The verb last: {@code dass ich morgen abfahre}. */
    SUBORDINATE,
    /** An infinitive with {@code zu} and without a subject: {@code morgen abzufahren}. */
    INFINITIVE
  }

  /** What can be said in every order of the verb. */
  interface Sentence {
    /** Gives the English words, without capital and mark. */
    String english(Order order);

    /** Gives the German words, without capital and mark. */
    String german(Order order);
  }

  private static String join(String... parts) {
    return join(List.of(parts));
  }

  private static String join(List<String> parts) {
    return String.join(" ", parts.stream().filter(part -> !part.isEmpty()).toList());
  }

  // ---------------------------------------------------------------------------------- inflection

  /** The German cases. */
  enum Case {
    NOMINATIVE,
    ACCUSATIVE,
    DATIVE,
    GENITIVE
  }

  /** The columns of the German tables of endings. */
  enum Gender {
    MASCULINE,
    FEMININE,
    NEUTER,
    PLURAL;

    static Gender of(String letter) {
      return switch (letter) {
        case "m" -> MASCULINE;
        case "f" -> FEMININE;
        case "n" -> NEUTER;
        default ->
            throw new IllegalArgumentException("gender '" + letter + "': allowed are m, f, n");
      };
    }
  }

  /** A table of German endings or forms: one row per case, one column per gender. */
  enum Endings {
    DEFINITE("der die das die", "den die das die", "dem der dem den", "des der des der"),
    EIN("- e - e", "en e - e", "em er em en", "es er es er"),
    AFTER_DEFINITE("e e e en", "en e e en", "en en en en", "en en en en"),
    AFTER_EIN("er e es en", "en e es en", "en en en en", "en en en en"),
    ALONE("er e es e", "en e es e", "em er em en", "en er en er");

    private final String[] rows;

    Endings(String... rows) {
      this.rows = rows;
    }

    String of(Case grammaticalCase, Gender gender) {
      String cell = rows[grammaticalCase.ordinal()].split(" ")[gender.ordinal()];
      return cell.equals("-") ? "" : cell;
    }
  }

  /** Persons with their pronouns. English {@code you} is always German {@code du}. */
  enum Person {
    I("I me my", "ich mich mir mich mir mein", 0),
    YOU("you you your", "du dich dir dich dir dein", 1),
    HE("he him his", "er ihn ihm sich sich sein", 2),
    SHE("she her her", "sie sie ihr sich sich ihr", 2),
    IT("it it its", "es es ihm sich sich sein", 2),
    WE("we us our", "wir uns uns uns uns unser", 3),
    THEY("they them their", "sie sie ihnen sich sich ihr", 3);

    private final String[] english;
    private final String[] german;
    private final int column;

    Person(String english, String german, int column) {
      this.english = english.split(" ");
      this.german = german.split(" ");
      this.column = column;
    }

    String englishPossessive() {
      return english[2];
    }

    String germanPossessive() {
      return german[5];
    }

    String reflexive(Case grammaticalCase) {
      return german[grammaticalCase == Case.DATIVE ? 4 : 3];
    }

    boolean thirdSingular() {
      return column == 2;
    }

    boolean plural() {
      return column == 3;
    }

    /** Picks the form of this person from {@code ich du er wir} forms. */
    String form(String paradigm) {
      return paradigm.split(" ")[column];
    }

    String english(String base, String third) {
      return thirdSingular() ? third : base;
    }

    String be() {
      return this == I ? "am" : thirdSingular() ? "is" : "are";
    }

    String was() {
      return this == I || thirdSingular() ? "was" : "were";
    }
  }

  /** Joins a preposition and what follows it: {@code in dem} becomes {@code im}. */
  static String contract(String text) {
    String contracted = text;
    for (String rule :
        List.of(
            "an dem=am",
            "in dem=im",
            "zu dem=zum",
            "zu der=zur",
            "in das=ins",
            "an das=ans",
            "von dem=vom",
            "bei dem=beim")) {
      String[] sides = rule.split("=");
      if (contracted.startsWith(sides[0] + " ")) {
        contracted = sides[1] + contracted.substring(sides[0].length());
      }
    }
    return contracted;
  }

  // ---------------------------------------------------------------------------------- the lexicon

  /**
   * A noun of both languages.
   *
   * @param english the English singular
   * @param englishPlural the English plural
   * @param german the German nominative singular
   * @param gender its gender
   * @param germanPlural the German nominative plural
   * @param tags the classes that it belongs to; {@code weak} and {@code es} steer its inflection
   */
  record Noun(
      String english,
      String englishPlural,
      String german,
      Gender gender,
      String germanPlural,
      Set<String> tags) {

    static Noun of(String line) {
      String[] cells = line.split(", *");
      return new Noun(
          cells[0], cells[1], cells[2], Gender.of(cells[3]), cells[4], Set.of(cells[5].split(" ")));
    }

    /** Gives the German form of a case. */
    String form(Case grammaticalCase, boolean plural) {
      if (plural) {
        boolean bare = germanPlural.endsWith("n") || germanPlural.endsWith("s");
        return grammaticalCase == Case.DATIVE && !bare ? germanPlural + "n" : germanPlural;
      }
      if (tags.contains("weak") && grammaticalCase != Case.NOMINATIVE) {
        return germanPlural;
      }
      if (grammaticalCase == Case.GENITIVE && gender != Gender.FEMININE) {
        return german + (tags.contains("es") ? "es" : "s");
      }
      return german;
    }
  }

  /**
   * An adjective of both languages.
   *
   * @param english the English positive
   * @param englishComparative the English comparative
   * @param german the German positive, as a predicate says it
   * @param stem the German positive before an ending
   * @param germanComparative the German comparative
   * @param tags the classes of nouns that it describes
   */
  record Adjective(
      String english,
      String englishComparative,
      String german,
      String stem,
      String germanComparative,
      Set<String> tags) {

    static Adjective of(String line) {
      String[] cells = line.split(", *");
      return new Adjective(
          cells[0], cells[1], cells[2], cells[3], cells[4], Set.of(cells[5].split(" ")));
    }
  }

  /** A place: where one is ({@code am Bahnhof}) and where one goes ({@code zum Bahnhof}). */
  record Place(Noun noun, String englishAt, String germanAt, String germanTo) {

    static Place of(String line) {
      String[] cells = line.split(", *");
      String[] ways = cells[5].split(" ");
      Noun noun =
          new Noun(
              cells[0], "-", cells[1], Gender.of(cells[2]), cells[3], Set.of(cells[4].split(" ")));
      return new Place(noun, ways[0], ways[1], ways[2]);
    }

    Phrase phrase() {
      return new NounPhrase(noun, Determiner.definite(), null, false);
    }

    Pair where() {
      return new Pair(
          englishAt + " the " + noun.english(),
          contract(germanAt + " " + phrase().german(Case.DATIVE)));
    }

    Pair whither() {
      Case direction = germanTo.equals("zu") ? Case.DATIVE : Case.ACCUSATIVE;
      return new Pair(
          "to the " + noun.english(), contract(germanTo + " " + phrase().german(direction)));
    }

    Pair near() {
      return new Pair(
          "near the " + noun.english(), "in der Na:he " + phrase().german(Case.GENITIVE));
    }
  }

  /**
   * A time: {@code on Monday}, {@code am Montag}.
   *
   * @param words what both languages say
   * @param middle whether English says it before the verb, as {@code often}
   * @param negative whether it negates, as {@code never}
   */
  record Time(Pair words, boolean middle, boolean negative) {
    static final Time NONE = new Time(new Pair("", ""), false, false);

    static Time of(String english, String german) {
      return new Time(new Pair(english, german), false, false);
    }
  }

  /**
   * A verb of both languages.
   *
   * @param head the English forms: base, third person, past, ing
   * @param particle what follows the English head, as {@code up} in {@code pick up}; may be empty
   * @param parted whether a pronoun stands between head and particle
   * @param prefix the German separable prefix; may be empty
   * @param forms the German forms: infinitive, du, er, participle, auxiliary
   * @param link how the object is linked: acc, dat, none, to, or a German preposition with its case
   * @param classes the classes of its objects
   * @param places the kind of places where it happens; {@code -} for none
   * @param flags what else is to be known
   */
  record Verb(
      String[] head,
      String particle,
      boolean parted,
      String prefix,
      String[] forms,
      String link,
      List<String> classes,
      String places,
      Set<String> flags) {

    static Verb of(String line) {
      String[] cells = line.split(" *\\| *");
      String[] english = cells[0].split(" ");
      String[] parts = english[0].split("[+~]", 2);
      english[0] = parts[0];
      String[] german = cells[1].split(" ", 2);
      String[] object = cells[2].split(" ");
      return new Verb(
          english,
          parts.length > 1 ? parts[1].replace('~', ' ') : "",
          cells[0].contains("+"),
          german[0].equals("-") ? "" : german[0].replace('_', ' '),
          german[1].split(" "),
          object[0],
          List.of(object).subList(1, object.length),
          cells[3],
          Set.of(cells[4].split(" ")));
    }

    String infinitive() {
      return prefix + forms[0];
    }

    String zuInfinitive() {
      return prefix.isEmpty() || prefix.endsWith(" ")
          ? prefix + "zu " + forms[0]
          : prefix + "zu" + forms[0];
    }

    String participle() {
      return prefix.endsWith(" ") ? prefix + forms[3] : forms[3];
    }

    /** Gives the forms for ich, du, er and wir, without the prefix. */
    String present() {
      String stem = forms[0].substring(0, forms[0].length() - (forms[0].endsWith("en") ? 2 : 1));
      return join(stem + "e", forms[1], forms[2], forms[0]);
    }

    String perfectAuxiliary() {
      return forms[4].equals("s") ? Tables.SEIN : Tables.HABEN;
    }

    boolean is(String flag) {
      return flags.contains(flag);
    }
  }

  // -------------------------------------------------------------------------------------- phrases

  /** How a phrase is placed in the German middle field. */
  enum Weight {
    PRONOUN,
    DEFINITE,
    INDEFINITE
  }

  /** Something that can be a subject or an object. */
  interface Phrase {
    /** Gives the English subject. */
    String subject();

    /** Gives the English object. */
    default String object() {
      return subject();
    }

    /** Gives the German form. */
    String german(Case grammaticalCase);

    /** Gives the form under negation: {@code kein} for an indefinite phrase. */
    default String negated(Case grammaticalCase) {
      return german(grammaticalCase);
    }

    /** Gives the person that the verb agrees with. */
    Person person();

    /** Gives how it is placed. */
    Weight weight();
  }

  /** A personal pronoun. */
  record Pronoun(Person person) implements Phrase {
    @Override
    public String subject() {
      return person.english[0];
    }

    @Override
    public String object() {
      return person.english[1];
    }

    @Override
    public String german(Case grammaticalCase) {
      return person.german[grammaticalCase.ordinal()];
    }

    @Override
    public Weight weight() {
      return Weight.PRONOUN;
    }
  }

  /** A word that is not inflected: a name, or the question word {@code who}. */
  record Fixed(String subject, String text, Person person, Weight weight) implements Phrase {
    @Override
    public String german(Case grammaticalCase) {
      return text;
    }
  }

  /**
   * What stands before a noun.
   *
   * @param kind definite, indefinite or none
   * @param owner whose it is, or null
   */
  record Determiner(Kind kind, Person owner) {
    enum Kind {
      DEFINITE,
      INDEFINITE,
      POSSESSIVE,
      NONE
    }

    static Determiner definite() {
      return new Determiner(Kind.DEFINITE, null);
    }

    static Determiner indefinite() {
      return new Determiner(Kind.INDEFINITE, null);
    }

    static Determiner none() {
      return new Determiner(Kind.NONE, null);
    }

    static Determiner of(Person owner) {
      return new Determiner(Kind.POSSESSIVE, owner);
    }

    String english(String following) {
      return switch (kind) {
        case DEFINITE -> "the";
        case INDEFINITE -> "aeiou".indexOf(following.charAt(0)) >= 0 ? "an" : "a";
        case POSSESSIVE -> owner.englishPossessive();
        case NONE -> "";
      };
    }

    String german(Case grammaticalCase, Gender gender) {
      return switch (kind) {
        case DEFINITE -> Endings.DEFINITE.of(grammaticalCase, gender);
        case INDEFINITE -> "ein" + Endings.EIN.of(grammaticalCase, gender);
        case POSSESSIVE -> owner.germanPossessive() + Endings.EIN.of(grammaticalCase, gender);
        case NONE -> "";
      };
    }

    Endings endings() {
      return switch (kind) {
        case DEFINITE -> Endings.AFTER_DEFINITE;
        case INDEFINITE, POSSESSIVE -> Endings.AFTER_EIN;
        case NONE -> Endings.ALONE;
      };
    }
  }

  /** A noun with its determiner and perhaps an adjective (or null). */
  record NounPhrase(Noun noun, Determiner determiner, Adjective adjective, boolean plural)
      implements Phrase {

    @Override
    public String subject() {
      String rest =
          join(
              adjective == null ? "" : adjective.english(),
              plural ? noun.englishPlural() : noun.english());
      return join(determiner.english(rest), rest);
    }

    @Override
    public String german(Case grammaticalCase) {
      String article = determiner.german(grammaticalCase, column());
      return join(article, described(grammaticalCase, determiner.endings()));
    }

    @Override
    public String negated(Case grammaticalCase) {
      if (weight() == Weight.DEFINITE) {
        return german(grammaticalCase);
      }
      String article = "kein" + Endings.EIN.of(grammaticalCase, column());
      return join(article, described(grammaticalCase, Endings.AFTER_EIN));
    }

    private String described(Case grammaticalCase, Endings endings) {
      String word = noun.form(grammaticalCase, plural);
      return adjective == null
          ? word
          : adjective.stem() + endings.of(grammaticalCase, column()) + " " + word;
    }

    private Gender column() {
      return plural ? Gender.PLURAL : noun.gender();
    }

    @Override
    public Person person() {
      return plural
          ? Person.THEY
          : switch (noun.gender()) {
            case MASCULINE -> Person.HE;
            case FEMININE -> Person.SHE;
            case NEUTER, PLURAL -> Person.IT;
          };
    }

    @Override
    public Weight weight() {
      return switch (determiner.kind()) {
        case DEFINITE, POSSESSIVE -> Weight.DEFINITE;
        case INDEFINITE, NONE -> Weight.INDEFINITE;
      };
    }
  }

  /** What belongs to somebody: {@code my father's car}, {@code das Auto meines Vaters}. */
  record Owned(Phrase owner, Noun thing) implements Phrase {
    @Override
    public String subject() {
      return owner.subject() + "'s " + thing.english();
    }

    @Override
    public String german(Case grammaticalCase) {
      String word = thing.form(grammaticalCase, false);
      if (owner instanceof Fixed) {
        return owner.german(Case.GENITIVE) + "s " + word;
      }
      return join(
          Endings.DEFINITE.of(grammaticalCase, thing.gender()), word, owner.german(Case.GENITIVE));
    }

    @Override
    public Person person() {
      return Person.IT;
    }

    @Override
    public Weight weight() {
      return Weight.DEFINITE;
    }
  }

  /** Two things: {@code a coffee and a piece of cake}. */
  record Both(Phrase first, Phrase second) implements Phrase {
    @Override
    public String subject() {
      return first.object() + " and " + second.object();
    }

    @Override
    public String german(Case grammaticalCase) {
      return first.german(grammaticalCase) + " und " + second.german(grammaticalCase);
    }

    @Override
    public Person person() {
      return Person.THEY;
    }

    @Override
    public Weight weight() {
      return first.weight();
    }
  }

  // -------------------------------------------------------------------------------------- clauses

  /** Tense and modality: what helps the English verb, and what the German finite verb is. */
  enum Mode {
    PROGRESSIVE("", "", ""),
    SIMPLE("do", "", ""),
    PAST("did", "", ""),
    WILL("will", "", "werde wirst wird werden"),
    CAN("can", "", "kann kannst kann ko:nnen"),
    SHOULD("should", "", "sollte solltest sollte sollten"),
    MAY("may", "", "darf darfst darf du:rfen"),
    MUST("must", "", "darf darfst darf du:rfen"),
    HAVE_TO("do", "have to", "muss musst muss mu:ssen"),
    WANT_TO("do", "want to", "will willst will wollen"),
    WOULD_LIKE_TO("would", "like to", "mo:chte mo:chtest mo:chte mo:chten"),
    LIKE_TO("do", "like to", ""),
    PREFER_TO("do", "prefer to", "");

    private final String helper;
    private final String phrase;
    private final String german;

    Mode(String helper, String phrase, String german) {
      this.helper = helper;
      this.phrase = phrase;
      this.german = german;
    }

    String helper(Person person) {
      return this == PROGRESSIVE
          ? person.be()
          : helper.equals("do") ? person.english("do", "does") : helper;
    }

    String negatedHelper(Person person) {
      return switch (helper(person)) {
        case "am" -> "am not";
        case "can" -> "can't";
        case "will" -> "won't";
        case "must" -> "must not";
        default -> helper(person) + "n't";
      };
    }

    /** Whether the plain English statement does without its helper. */
    boolean bare() {
      return helper.equals("do") || helper.equals("did");
    }

    String after(Verb verb) {
      return this == PROGRESSIVE ? verb.head()[3] : join(phrase, verb.head()[0]);
    }

    String inflected(Verb verb, Person person) {
      if (this == PAST) {
        return verb.head()[2];
      }
      if (phrase.isEmpty()) {
        return person.english(verb.head()[0], verb.head()[1]);
      }
      String first = phrase.substring(0, phrase.indexOf(' '));
      String third = first.equals("have") ? "has" : first + "s";
      return person.english(first, third) + " to " + verb.head()[0];
    }
  }

  /**
   * A clause around a full verb. A builder whose fields are set by the patterns.
   *
   * <p>The German middle field is filled in this order: pronouns, a dative that a second object
   * follows, time and definite objects (the objects first when the clause is negative), {@code
   * nicht}, manner, the place or the company, indefinite objects, and what belongs to the verb.
   */
  static final class Clause implements Sentence {
    private static final Pair NOTHING = new Pair("", "");

    private final Phrase subject;
    private final Verb verb;
    private final Mode mode;
    private boolean negative;
    private Phrase dative;
    private Phrase object;
    private Pair manner = NOTHING;
    private Pair complement = NOTHING;
    private Pair adjunct = NOTHING;
    private Time time = Time.NONE;

    Clause(Phrase subject, Verb verb, Mode mode) {
      this.subject = subject;
      this.verb = verb;
      this.mode = mode;
    }

    @Override
    public String english(Order order) {
      Person person = subject.person();
      String often = time.middle() ? time.words().english() : "";
      String when = time.middle() ? "" : time.words().english();
      String behind = tail();
      String helper = negative ? mode.negatedHelper(person) : mode.helper(person);
      if (order == Order.INFINITIVE) {
        return join(verb.head()[0], behind, when);
      }
      if (order == Order.VERB_FIRST) {
        if (helper.equals("am not")) {
          throw new IllegalStateException("no negative question with I");
        }
        return join(helper, subject.subject(), often, mode.after(verb), behind, when);
      }
      String said =
          mode.bare() && !negative
              ? join(subject.subject(), often, mode.inflected(verb, person), behind)
              : join(subject.subject(), helper, often, mode.after(verb), behind);
      return order == Order.FRONTED ? join(when, said) : join(said, when);
    }

    /** Gives what follows the English verb, up to the time. */
    private String tail() {
      boolean between = verb.parted() && object != null && object.weight() == Weight.PRONOUN;
      return join(
          between ? object.object() : verb.particle(),
          between ? verb.particle() : "",
          dative == null ? "" : dative.object(),
          object == null || between ? "" : object.object(),
          complement.english(),
          manner.english(),
          adjunct.english());
    }

    @Override
    public String german(Order order) {
      String nonfinite = nonfinite();
      String finite = subject.person().form(paradigm());
      return switch (order) {
        case STATEMENT -> join(subject.german(Case.NOMINATIVE), finite, middle(order), nonfinite);
        case FRONTED -> join(time.words().german(), finite, middle(order), nonfinite);
        case VERB_FIRST -> join(finite, middle(order), nonfinite);
        case SUBORDINATE ->
            join(
                middle(order),
                nonfinite.equals(verb.prefix().trim()) && separable()
                    ? verb.prefix() + finite
                    : join(nonfinite, finite));
        case INFINITIVE -> join(middle(order), verb.zuInfinitive());
      };
    }

    private boolean separable() {
      return !verb.prefix().isEmpty();
    }

    private String paradigm() {
      if (mode == Mode.PAST) {
        return verb.perfectAuxiliary();
      }
      return mode.german.isEmpty() ? verb.present() : mode.german;
    }

    private String nonfinite() {
      if (mode == Mode.PAST) {
        return verb.participle();
      }
      return mode.german.isEmpty() ? verb.prefix().trim() : verb.infinitive();
    }

    private String middle(Order order) {
      List<String> parts = new ArrayList<>(pronouns());
      if (order != Order.STATEMENT && order != Order.INFINITIVE) {
        boolean light = subject.weight() == Weight.PRONOUN;
        parts.add(light ? 0 : parts.size(), subject.german(Case.NOMINATIVE));
      }
      boolean two = dative != null && dative.weight() != Weight.PRONOUN;
      if (two) {
        parts.add(dative.german(Case.DATIVE));
      }
      String when = order == Order.FRONTED ? "" : time.words().german();
      String known = definiteObject();
      boolean objectFirst = negative || time.negative();
      parts.add(objectFirst ? known : when);
      parts.add(objectFirst ? when : known);
      boolean indefinite = object != null && object.weight() == Weight.INDEFINITE;
      parts.add(negative && !indefinite && mode != Mode.LIKE_TO ? "nicht" : "");
      parts.add(manner.german());
      parts.add(adjunct.german());
      if (indefinite) {
        boolean kein = negative && mode != Mode.LIKE_TO;
        parts.add(kein ? object.negated(objectCase()) : object.german(objectCase()));
      }
      parts.add(complement.german());
      return join(parts);
    }

    private List<String> pronouns() {
      List<String> parts = new ArrayList<>();
      if (verb.is("sich")) {
        parts.add(subject.person().reflexive(Case.ACCUSATIVE));
      }
      if (verb.is("sich-dat")) {
        parts.add(subject.person().reflexive(Case.DATIVE));
      }
      if (object != null && object.weight() == Weight.PRONOUN) {
        parts.add(object.german(objectCase()));
      }
      if (dative != null && dative.weight() == Weight.PRONOUN) {
        parts.add(dative.german(Case.DATIVE));
      }
      return parts;
    }

    private String definiteObject() {
      return object != null && object.weight() == Weight.DEFINITE
          ? object.german(objectCase())
          : "";
    }

    private Case objectCase() {
      return verb.link().equals("dat") ? Case.DATIVE : Case.ACCUSATIVE;
    }
  }

  /** The tenses of a {@link State}. */
  enum Tense {
    NOW,
    THEN,
    SOON
  }

  /**
   * A clause with English {@code be} (or {@code have}) and a predicate.
   *
   * <p>German says it with the verb whose forms are given: {@code I am hungry, ich habe Hunger}.
   */
  static final class State implements Sentence {
    private final Phrase subject;
    private final Tense tense;
    private final Pair predicate;
    private String verb = "sein";
    private String refused = "";
    private boolean negative;
    private Pair adjunct = Clause.NOTHING;
    private Time time = Time.NONE;

    State(Phrase subject, Tense tense, Pair predicate) {
      this.subject = subject;
      this.tense = tense;
      this.predicate = predicate;
      this.refused = "nicht " + predicate.german();
    }

    /** Says it with {@code haben}; {@code refused} is the negated predicate. */
    State having(String refused) {
      this.verb = "haben";
      this.refused = refused;
      return this;
    }

    @Override
    public String english(Order order) {
      Person person = subject.person();
      String helper =
          switch (tense) {
            case NOW -> person.be();
            case THEN -> person.was();
            case SOON -> "will";
          };
      String be = tense == Tense.SOON ? "be" : "";
      String denied =
          helper.equals("am") ? "am not" : helper.equals("will") ? "won't" : helper + "n't";
      String finite = negative ? denied : helper;
      String rest = join(be, predicate.english(), adjunct.english());
      String when = time.words().english();
      return switch (order) {
        case VERB_FIRST -> join(finite, subject.subject(), rest, when);
        case FRONTED -> join(when, subject.subject(), finite, rest);
        case STATEMENT, SUBORDINATE -> join(subject.subject(), finite, rest, when);
        case INFINITIVE -> throw new IllegalStateException("a state has no infinitive here");
      };
    }

    @Override
    public String german(Order order) {
      String finite = subject.person().form(paradigm());
      String nonfinite = tense == Tense.SOON && !verb.equals("werden") ? verb : "";
      String said = negative ? refused : predicate.german();
      String named = subject.german(Case.NOMINATIVE);
      String when = time.words().german();
      String where = adjunct.german();
      return switch (order) {
        case STATEMENT -> join(named, finite, when, where, said, nonfinite);
        case FRONTED -> join(when, finite, named, where, said, nonfinite);
        case VERB_FIRST -> join(finite, named, when, where, said, nonfinite);
        case SUBORDINATE -> join(named, when, where, said, nonfinite, finite);
        case INFINITIVE -> throw new IllegalStateException("a state has no infinitive here");
      };
    }

    private String paradigm() {
      boolean having = verb.equals("haben");
      return switch (tense) {
        case NOW -> having ? Tables.HABEN : Tables.SEIN;
        case THEN -> having ? Tables.HATTE : Tables.WAR;
        case SOON -> Mode.WILL.german;
      };
    }
  }

  // -------------------------------------------------------------------------------------- numbers

  /** Numbers, ordinals and clock times in words. */
  static final class Numbers {
    private Numbers() {}

    /** Gives the cardinal of 1 to 99; German 1 is {@code eins}. */
    static Pair cardinal(int number) {
      String[] english = Tables.ENGLISH_NUMBERS;
      String[] german = Tables.GERMAN_NUMBERS;
      if (number < 20) {
        return new Pair(english[number], german[number]);
      }
      int ten = number / 10;
      int one = number % 10;
      String englishTen = Tables.ENGLISH_TENS[ten];
      String germanTen = Tables.GERMAN_TENS[ten];
      return one == 0
          ? new Pair(englishTen, germanTen)
          : new Pair(
              englishTen + "-" + english[one],
              (one == 1 ? "ein" : german[one]) + "und" + germanTen);
    }

    /** Gives the ordinal of 1 to 31; the German one without its ending. */
    static Pair ordinal(int number) {
      int one = number % 10;
      Pair cardinal = cardinal(number);
      String english = cardinal.english();
      String tens = number > 20 && one > 0 ? english.substring(0, english.indexOf('-') + 1) : "";
      String last = english.substring(tens.length());
      String ordinal = Tables.ENGLISH_ORDINALS.get(last);
      String german =
          switch (number) {
            case 1 -> "erst";
            case 3 -> "dritt";
            case 7 -> "siebt";
            case 8 -> "acht";
            default -> cardinal.german() + (number < 20 ? "t" : "st");
          };
      return new Pair(tens + (ordinal == null ? last + "th" : ordinal), german);
    }

    /** Gives the time {@code minutes} after or, when negative, before the full hour. */
    static Pair clock(int hour, int minutes) {
      Pair full = cardinal(hour);
      Pair amount = cardinal(Math.max(1, Math.abs(minutes)));
      return switch (minutes) {
        case 0 ->
            new Pair(full.english() + " o'clock", (hour == 1 ? "ein" : full.german()) + " Uhr");
        case 15 -> new Pair("a quarter past " + full.english(), "Viertel nach " + full.german());
        case -15 -> new Pair("a quarter to " + full.english(), "Viertel vor " + full.german());
        case 30 ->
            new Pair("half past " + full.english(), "halb " + cardinal(hour % 12 + 1).german());
        default ->
            new Pair(
                amount.english() + (minutes < 0 ? " to " : " past ") + full.english(),
                amount.german() + (minutes < 0 ? " vor " : " nach ") + full.german());
      };
    }
  }

  // ------------------------------------------------------------------------------------- choosing

  /** The words, grouped, and the dice that choose among them. */
  static final class Chooser {
    private static final List<Person> PEOPLE =
        List.of(
            Person.I,
            Person.I,
            Person.YOU,
            Person.YOU,
            Person.HE,
            Person.SHE,
            Person.WE,
            Person.THEY);

    private final Random random;
    private final List<Noun> nouns = Tables.lines(Tables.NOUNS).map(Noun::of).toList();
    private final List<Adjective> adjectives =
        Tables.lines(Tables.ADJECTIVES).map(Adjective::of).toList();
    private final List<Place> places = Tables.lines(Tables.PLACES).map(Place::of).toList();
    private final List<Verb> verbs = Tables.lines(Tables.VERBS).map(Verb::of).toList();
    private final Map<String, List<Noun>> nounsByTag = new HashMap<>();
    private final Map<String, List<Adjective>> adjectivesByTag = new HashMap<>();
    private final Map<String, List<Place>> placesByTag = new HashMap<>();

    Chooser(Random random) {
      this.random = random;
      nouns.forEach(noun -> noun.tags().forEach(tag -> put(nounsByTag, tag, noun)));
      adjectives.forEach(word -> word.tags().forEach(tag -> put(adjectivesByTag, tag, word)));
      for (Place place : places) {
        place.noun().tags().forEach(tag -> put(placesByTag, tag, place));
        place.noun().tags().forEach(tag -> put(nounsByTag, tag, place.noun()));
      }
    }

    private static <T> void put(Map<String, List<T>> groups, String tag, T word) {
      groups.computeIfAbsent(tag, unseen -> new ArrayList<>()).add(word);
    }

    boolean chance(int percent) {
      return random.nextInt(100) < percent;
    }

    int between(int lowest, int highest) {
      return lowest + random.nextInt(highest - lowest + 1);
    }

    <T> T pick(List<T> choices) {
      return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final <T> T of(T... choices) {
      return choices[random.nextInt(choices.length)];
    }

    /** Picks from {@code english=german, english=german, ...}. */
    Pair pair(String choices) {
      String[] sides = pick(List.of(choices.split(", *"))).strip().split("=");
      return new Pair(sides[0], sides[1]);
    }

    Noun noun(String tag) {
      return pick(group(nounsByTag, tag));
    }

    Adjective adjective(String tag) {
      return pick(group(adjectivesByTag, tag));
    }

    Place place(String tag) {
      return pick(group(placesByTag, tag));
    }

    private static <T> List<T> group(Map<String, List<T>> groups, String tag) {
      List<T> group = groups.get(tag);
      if (group == null) {
        throw new IllegalArgumentException("no word is of class '" + tag + "'");
      }
      return group;
    }

    /** Gives the verb with this German infinitive. */
    Verb verb(String infinitive) {
      return verbs.stream()
          .filter(verb -> verb.infinitive().equals(infinitive))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no verb '" + infinitive + "'"));
    }

    Verb verbWith(String flag) {
      return pick(verbs.stream().filter(verb -> verb.is(flag)).toList());
    }

    Verb verbWithout(Set<String> flags) {
      return pick(
          verbs.stream().filter(verb -> Collections.disjoint(verb.flags(), flags)).toList());
    }

    // ---- people

    Person person() {
      return pick(PEOPLE);
    }

    Phrase name() {
      String name = pick(Tables.NAMES);
      Person person = Tables.NAMES.indexOf(name) % 2 == 0 ? Person.SHE : Person.HE;
      return new Fixed(name, name, person, Weight.DEFINITE);
    }

    /** Gives the name of a man or of a woman. */
    Phrase name(Person person) {
      Phrase name = name();
      return name.person() == person ? name : name(person);
    }

    Phrase relative() {
      Person owner = of(Person.I, Person.I, Person.YOU, Person.HE, Person.SHE);
      return new NounPhrase(noun("family"), Determiner.of(owner), null, false);
    }

    /** Gives one person that is no pronoun. */
    Phrase someone() {
      int kind = random.nextInt(10);
      if (kind < 3) {
        return name();
      }
      return kind < 7
          ? relative()
          : new NounPhrase(noun("people"), Determiner.definite(), null, false);
    }

    Phrase subject() {
      int kind = random.nextInt(20);
      if (kind < 13) {
        return new Pronoun(person());
      }
      if (kind == 13) {
        Person owner = of(Person.I, Person.YOU, Person.HE, Person.SHE, Person.THEY);
        return new NounPhrase(noun("many"), Determiner.of(owner), null, true);
      }
      return someone();
    }

    /** Gives somebody who may be asked about: no {@code I}. */
    Phrase other() {
      Phrase subject = subject();
      return subject.person() == Person.I ? new Pronoun(Person.YOU) : subject;
    }

    /** Gives a person as an object of {@code subject}, never the subject itself. */
    Phrase companion(Phrase subject) {
      if (chance(30)) {
        Person self = subject.person();
        boolean speaker = self == Person.I || self == Person.WE;
        return new Pronoun(
            pick(
                PEOPLE.stream()
                    .filter(person -> person != self)
                    .filter(person -> !speaker || person != Person.I && person != Person.WE)
                    .toList()));
      }
      Phrase other = chance(30) ? name() : family(subject);
      return other.subject().equals(subject.subject()) ? family(subject) : other;
    }

    private Phrase family(Phrase subject) {
      if (subject instanceof NounPhrase || chance(30)) {
        return new NounPhrase(noun("people"), Determiner.definite(), null, false);
      }
      return new NounPhrase(noun("family"), Determiner.of(owner(subject)), null, false);
    }

    private Person owner(Phrase subject) {
      Person person = subject.person();
      return person == Person.IT || chance(20) ? Person.I : person;
    }

    // ---- things

    /** Gives an object of one of the classes that {@link Tables#CLASSES} describes. */
    Phrase thing(String tag, Phrase subject, boolean plain) {
      String[] shares = Tables.CLASSES.get(tag).split(" ");
      int roll = random.nextInt(10);
      int none = Integer.parseInt(shares[0]);
      int indefinite = none + Integer.parseInt(shares[1]);
      int definite = indefinite + Integer.parseInt(shares[2]);
      Determiner determiner =
          roll < none
              ? Determiner.none()
              : roll < indefinite
                  ? Determiner.indefinite()
                  : roll < definite ? Determiner.definite() : Determiner.of(owner(subject));
      boolean described = !plain && !shares[3].equals("-") && chance(22);
      Adjective adjective = described ? adjective(shares[3]) : null;
      String nouns = shares.length > 4 ? shares[4] : tag;
      return new NounPhrase(noun(nouns), determiner, adjective, nouns.equals("pair"));
    }

    Phrase definite(String tag) {
      return new NounPhrase(noun(tag), Determiner.definite(), null, tag.equals("pair"));
    }

    // ---- times and numbers

    /** Gives a time of one of the kinds in {@link Tables#TIMES}, its capitals filled in. */
    Time time(String kind) {
      String[] sides = pick(Tables.lines(Tables.TIMES.get(kind)).toList()).split(" *= *");
      String[] day = of(Tables.DAYS).split("=");
      String[] span = Tables.SPANS[random.nextInt(Tables.SHORT_SPANS)].split("=");
      Pair number = Numbers.cardinal(between(2, 3));
      String english =
          sides[0]
              .replace("DAY", day[0])
              .replace("SPAN", span[0])
              .replace("NUMBER", number.english());
      String german =
          sides[1]
              .replace("DAYs", day[1].toLowerCase(Locale.ROOT) + "s")
              .replace("DAY", day[1])
              .replace("SPAN", span[1])
              .replace("NUMBER", number.german());
      return new Time(new Pair(english, german), kind.equals("often"), english.equals("never"));
    }

    Pair clock() {
      return Numbers.clock(between(1, 12), of(0, 0, 30, 15, -15, 10, -10));
    }

    /** Gives {@code two hours, zwei Stunden}; the German one as the dative that seit asks for. */
    Pair span() {
      String[] span = of(Tables.SPANS).split("=");
      Pair number = Numbers.cardinal(between(2, 9));
      return new Pair(number.english() + " " + span[0], number.german() + " " + span[1]);
    }

    // ---- clauses

    /** Gives a clause with one of these modes, its object, place and time at random. */
    Clause clause(Phrase subject, Mode... modes) {
      Mode mode = of(modes);
      Set<String> unfit =
          switch (mode) {
            case PAST -> Set.of("special", "eager");
            case PROGRESSIVE -> Set.of("special", "past");
            default -> Set.of("special", "past", "eager");
          };
      return clause(subject, verbWithout(unfit), mode);
    }

    /** Gives a clause with this verb, its object, place and time at random. */
    Clause clause(Phrase subject, Verb verb, Mode mode) {
      Clause clause = new Clause(subject, verb, mode);
      boolean adjoined = chance(18);
      link(clause, adjoined);
      if (adjoined && !verb.places().equals("-")) {
        clause.adjunct = place(verb.places()).where();
      } else if (adjoined && verb.is("with")) {
        Phrase friend = companion(subject);
        clause.adjunct = new Pair("with " + friend.object(), "mit " + friend.german(Case.DATIVE));
      }
      if (verb.is("manner") && chance(40)) {
        clause.manner = pair(Tables.MANNERS.get(verb.infinitive()));
        clause.adjunct = Clause.NOTHING;
      }
      boolean gern = mode == Mode.LIKE_TO || mode == Mode.PREFER_TO;
      boolean twice = clause.manner != Clause.NOTHING && !gern && mode != Mode.SIMPLE;
      boolean timeless = twice || verb.is("state") || verb.is("eager");
      clause.time = timeless ? Time.NONE : time(mode);
      return clause;
    }

    private void link(Clause clause, boolean plain) {
      Verb verb = clause.verb;
      String tag = verb.classes().isEmpty() ? "" : pick(verb.classes());
      switch (verb.link()) {
        case "none" -> clause.complement = Clause.NOTHING;
        case "acc", "dat" -> clause.object = object(tag, clause.subject, plain);
        case "fixed" -> clause.complement = pair(Tables.FIXED.get(tag));
        case "to" -> clause.complement = place(tag).whither();
        case "in" -> clause.complement = place(tag).where();
        default -> {
          String[] preposition = verb.link().split("-");
          Phrase object = object(tag, clause.subject, plain);
          Case linked = preposition[1].equals("dat") ? Case.DATIVE : Case.ACCUSATIVE;
          clause.complement =
              new Pair(object.object(), preposition[0] + " " + object.german(linked));
        }
      }
    }

    private Phrase object(String tag, Phrase subject, boolean plain) {
      return tag.equals("people") ? companion(subject) : thing(tag, subject, plain);
    }

    private Time time(Mode mode) {
      return switch (mode) {
        case SIMPLE -> time(chance(50) ? "often" : "habit");
        case PAST -> chance(50) ? time("past") : Time.NONE;
        case PROGRESSIVE -> chance(45) ? time(chance(60) ? "now" : "future") : Time.NONE;
        case WILL -> chance(55) ? time("future") : Time.NONE;
        case LIKE_TO -> Time.of("", "gern");
        case PREFER_TO -> Time.of("", "lieber");
        default -> chance(35) ? time(chance(30) ? "now" : "future") : Time.NONE;
      };
    }
  }

  // ------------------------------------------------------------------------------------- patterns

  /** What is said: every pattern makes one pair of sentences at random. */
  static final class Patterns {
    private final Chooser choose;

    Patterns(Random random) {
      this.choose = new Chooser(random);
    }

    /** Gives each pattern with the number of pairs that it may make at most. */
    Map<Supplier<Pair>, Integer> quotas() {
      Map<Supplier<Pair>, Integer> quotas = new LinkedHashMap<>();
      quotas.put(this::statement, 3600);
      quotas.put(this::question, 1500);
      quotas.put(this::askAdverb, 800);
      quotas.put(this::askObject, 350);
      quotas.put(this::askSubject, 300);
      quotas.put(this::report, 1200);
      quotas.put(this::doubt, 550);
      quotas.put(this::reason, 700);
      quotas.put(this::condition, 550);
      quotas.put(this::infinitive, 550);
      quotas.put(this::purpose, 300);
      quotas.put(this::fondness, 450);
      quotas.put(this::giving, 700);
      quotas.put(this::request, 700);
      quotas.put(this::need, 500);
      quotas.put(this::weather, 450);
      quotas.put(this::quality, 800);
      quotas.put(this::mood, 500);
      quotas.put(this::comparison, 350);
      quotas.put(this::owned, 250);
      quotas.put(this::pleasing, 400);
      quotas.put(this::taste, 200);
      quotas.put(this::pain, 200);
      quotas.put(this::illness, 250);
      quotas.put(this::duration, 250);
      quotas.put(this::wellBeing, 150);
      quotas.put(this::departure, 350);
      quotas.put(this::delay, 200);
      quotas.put(this::fare, 150);
      quotas.put(this::opening, 250);
      quotas.put(this::timeOfDay, 100);
      quotas.put(this::age, 200);
      quotas.put(this::price, 350);
      quotas.put(this::count, 300);
      quotas.put(this::way, 250);
      quotas.put(this::direction, 80);
      quotas.put(this::nearby, 200);
      quotas.put(this::beside, 100);
      quotas.put(this::order, 450);
      quotas.put(this::called, 80);
      quotas.put(this::origin, 70);
      quotas.put(this::belonging, 200);
      quotas.put(this::position, 300);
      quotas.put(this::date, 150);
      quotas.put(this::address, 500);
      return quotas;
    }

    // ---- clauses of the grammar

    private Clause clause() {
      Phrase subject = choose.subject();
      return choose.clause(
          subject,
          Mode.PROGRESSIVE,
          Mode.PROGRESSIVE,
          Mode.SIMPLE,
          Mode.SIMPLE,
          Mode.PAST,
          Mode.PAST,
          Mode.WILL,
          Mode.CAN,
          Mode.HAVE_TO,
          Mode.WANT_TO,
          Mode.SHOULD,
          Mode.WOULD_LIKE_TO);
    }

    private void negate(Clause clause, int percent) {
      boolean possible = clause.mode != Mode.SIMPLE && clause.mode != Mode.WOULD_LIKE_TO;
      clause.negative = possible && choose.chance(percent);
    }

    private static boolean canLead(Time time) {
      return !time.middle() && time != Time.NONE;
    }

    Pair statement() {
      Clause clause = clause();
      negate(clause, 20);
      Order order = canLead(clause.time) && choose.chance(45) ? Order.FRONTED : Order.STATEMENT;
      return Pair.sentence(clause.english(order), clause.german(order), ".");
    }

    Pair question() {
      Phrase subject = choose.other();
      Clause clause =
          choose.clause(
              subject,
              Mode.PROGRESSIVE,
              Mode.PROGRESSIVE,
              Mode.SIMPLE,
              Mode.PAST,
              Mode.PAST,
              Mode.WILL,
              Mode.CAN,
              Mode.HAVE_TO,
              Mode.WANT_TO);
      if (choose.chance(12)) {
        Phrase asking = new Pronoun(choose.of(Person.I, Person.WE));
        clause = choose.clause(asking, Mode.MAY);
        clause.time = Time.NONE;
      }
      if (clause.time.negative()) {
        clause.time = Time.NONE;
        return question();
      }
      return ask("", "", clause);
    }

    private Pair ask(String english, String german, Sentence sentence) {
      return Pair.sentence(
          join(english, sentence.english(Order.VERB_FIRST)),
          join(german, sentence.german(Order.VERB_FIRST)),
          "?");
    }

    Pair askAdverb() {
      Phrase subject = choose.other();
      return switch (choose.between(0, 5)) {
        case 0, 1 -> {
          Clause clause = choose.clause(subject, Mode.PAST, Mode.WILL, Mode.WANT_TO, Mode.CAN);
          clause.time = Time.NONE;
          yield ask("when", "wann", clause);
        }
        case 2 -> {
          Clause clause =
              choose.clause(subject, Mode.PROGRESSIVE, Mode.PAST, Mode.WANT_TO, Mode.HAVE_TO);
          negate(clause, 30);
          yield ask("why", "warum", clause);
        }
        case 3 -> {
          Clause clause = choose.clause(subject, Mode.SIMPLE);
          clause.time = Time.NONE;
          yield ask("how often", "wie oft", clause);
        }
        case 4 -> {
          Verb verb = choose.verbWith("dir");
          Clause clause = choose.clause(subject, verb, choose.of(Mode.PAST, Mode.PROGRESSIVE));
          clause.complement = Clause.NOTHING;
          clause.adjunct = Clause.NOTHING;
          yield ask("where", "wohin", clause);
        }
        default -> {
          Verb verb = choose.verbWithout(Set.of("past", "special", "dir", "nowhere", "eager"));
          Clause clause =
              choose.clause(subject, verb, choose.of(Mode.PAST, Mode.WILL, Mode.CAN, Mode.WANT_TO));
          clause.adjunct = Clause.NOTHING;
          yield ask("where", "wo", clause);
        }
      };
    }

    Pair askObject() {
      Clause clause =
          choose.clause(
              choose.other(), Mode.PROGRESSIVE, Mode.PAST, Mode.WILL, Mode.WANT_TO, Mode.HAVE_TO);
      if (clause.object == null) {
        return askObject();
      }
      boolean people = clause.verb.classes().get(0).equals("people");
      boolean dative = clause.verb.link().equals("dat");
      if (people && clause.verb.classes().size() > 1) {
        return askObject();
      }
      clause.object = null;
      return ask(people ? "who" : "what", people ? dative ? "wem" : "wen" : "was", clause);
    }

    Pair askSubject() {
      Phrase who = new Fixed("who", "wer", Person.HE, Weight.PRONOUN);
      Clause clause = choose.clause(who, Mode.PROGRESSIVE, Mode.PAST, Mode.WILL, Mode.CAN);
      return Pair.sentence(clause.english(Order.STATEMENT), clause.german(Order.STATEMENT), "?");
    }

    /** Gives a person and a short main verb: {@code She says}, {@code Sie sagt}. */
    private Pair main(String english, String third, String german) {
      Person person = choose.person();
      Phrase subject =
          choose.chance(80) && person != Person.YOU ? new Pronoun(person) : choose.name();
      return new Pair(
          join(subject.subject(), subject.person().english(english, third)),
          join(subject.german(Case.NOMINATIVE), subject.person().form(german)));
    }

    private Sentence anything() {
      if (choose.chance(25)) {
        return choose.chance(50) ? qualityState() : moodState();
      }
      Clause clause = clause();
      negate(clause, 12);
      return clause;
    }

    Pair report() {
      Pair main =
          choose.of(
              main("know", "knows", Tables.WISSEN),
              main("think", "thinks", "glaube glaubst glaubt glauben"),
              main("say", "says", "sage sagst sagt sagen"),
              main("hope", "hopes", "hoffe hoffst hofft hoffen"));
      return subordinate(main, "that", "dass", anything(), ".");
    }

    private Pair subordinate(
        Pair main, String english, String german, Sentence sentence, String mark) {
      return Pair.sentence(
          join(main.english(), english, sentence.english(Order.SUBORDINATE)),
          join(main.german() + ",", german, sentence.german(Order.SUBORDINATE)),
          mark);
    }

    Pair doubt() {
      boolean asking = choose.chance(50);
      Pair main =
          asking
              ? choose.of(
                  new Pair("do you know", "weis:t du"),
                  new Pair("can you tell me", "kannst du mir sagen"))
              : choose.of(
                  main("don't know", "doesn't know", "weis: weis:t weis: wissen"),
                  new Pair("I would like to know", "ich mo:chte wissen"));
      Pair nicht =
          main.english().contains("n't")
              ? new Pair(main.english(), main.german() + " nicht")
              : main;
      Phrase subject = choose.other();
      Clause clause = choose.clause(subject, Mode.PAST, Mode.WILL, Mode.WANT_TO);
      Pair word =
          choose.of(new Pair("whether", "ob"), new Pair("when", "wann"), new Pair("why", "warum"));
      if (word.english().equals("when")) {
        clause.time = Time.NONE;
      }
      return subordinate(nicht, word.english(), word.german(), clause, asking ? "?" : ".");
    }

    Pair reason() {
      Phrase subject = choose.chance(75) ? new Pronoun(choose.person()) : choose.name();
      Person person = subject.person();
      String[] cells = choose.of(Tables.REASONABLE).split("=");
      String[] english = cells[0].split(" ", 2);
      String[] german = cells[1].split(" ", 2);
      String verb = english[0].equals("be") ? person.be() : english[0];
      Pair main =
          new Pair(
              join(subject.subject(), verb, english[1]),
              join(
                  subject.german(Case.NOMINATIVE),
                  person.form(Tables.FINITE.get(german[0])),
                  german[1]));
      Mode mode = Mode.valueOf(choose.of(cells[2].split(" ")));
      Clause clause = choose.clause(new Pronoun(person), mode);
      clause.negative = mode == Mode.PAST && choose.chance(25);
      return subordinate(main, "because", "weil", clause, ".");
    }

    Pair condition() {
      Pair condition = choose.pair(Tables.CONDITIONS);
      String soon = choose.chance(30) ? "tomorrow" : "";
      Pair when =
          new Pair(
              join(condition.english(), soon),
              condition.german().replace("SOON ", soon.isEmpty() ? "" : "morgen "));
      Clause clause =
          choose.clause(
              choose.subject(), Mode.WILL, Mode.CAN, Mode.WANT_TO, Mode.HAVE_TO, Mode.SHOULD);
      clause.time = Time.NONE;
      if (choose.chance(35)) {
        return Pair.sentence(
            join(clause.english(Order.STATEMENT), "if", when.english()),
            join(clause.german(Order.STATEMENT) + ",", "wenn", when.german()),
            ".");
      }
      return Pair.sentence(
          join("if", when.english() + ",", clause.english(Order.STATEMENT)),
          join("wenn", when.german() + ",", clause.german(Order.VERB_FIRST)),
          ".");
    }

    Pair infinitive() {
      Phrase subject = choose.subject();
      Person person = subject.person();
      Pair main = choose.pair(Tables.INFINITIVE_MAINS);
      String[] german = main.german().split(" ", 2);
      String[] english = main.english().split("/");
      String third = english.length > 1 ? english[1] : english[0];
      Clause clause = choose.clause(subject, Mode.WILL);
      clause.time = Time.NONE;
      if (!main.english().matches("forgot|tried") && choose.chance(40)) {
        clause.time = choose.time("future");
      }
      return Pair.sentence(
          join(
              subject.subject(),
              person.english(english[0], third),
              "to",
              clause.english(Order.INFINITIVE)),
          join(
              subject.german(Case.NOMINATIVE),
              person.form(Tables.FINITE.get(german[0])),
              german[1] + ",",
              clause.german(Order.INFINITIVE)),
          ".");
    }

    Pair purpose() {
      Phrase subject = choose.subject();
      String[] errand = choose.of(Tables.ERRANDS).split(" ");
      Pair place = choose.place(errand[0]).whither();
      Verb verb = choose.verb(errand[1]);
      Clause clause = choose.clause(subject, verb, Mode.WILL);
      clause.time = Time.NONE;
      clause.adjunct = Clause.NOTHING;
      Person person = subject.person();
      return Pair.sentence(
          join(
              subject.subject(),
              person.be(),
              "going",
              place.english(),
              "to",
              clause.english(Order.INFINITIVE)),
          join(
              subject.german(Case.NOMINATIVE),
              person.form("gehe gehst geht gehen"),
              place.german() + ",",
              "um",
              clause.german(Order.INFINITIVE)),
          ".");
    }

    Pair fondness() {
      boolean asking = choose.chance(30);
      Phrase subject = asking ? choose.other() : choose.subject();
      Mode mode = choose.chance(25) ? Mode.PREFER_TO : Mode.LIKE_TO;
      Clause clause = choose.clause(subject, choose.verbWith("like"), mode);
      if (clause.object != null && clause.object.weight() != Weight.INDEFINITE) {
        return fondness();
      }
      if (asking) {
        return ask("", "", clause);
      }
      if (mode == Mode.LIKE_TO && choose.chance(25)) {
        clause.negative = true;
        clause.time = Time.of("", "nicht gern");
      }
      return Pair.sentence(clause.english(Order.STATEMENT), clause.german(Order.STATEMENT), ".");
    }

    Pair giving() {
      boolean asking = choose.chance(25);
      Phrase subject = asking ? choose.other() : choose.subject();
      Mode mode =
          choose.of(
              Mode.PROGRESSIVE,
              Mode.PAST,
              Mode.PAST,
              Mode.WILL,
              Mode.CAN,
              Mode.WANT_TO,
              Mode.HAVE_TO);
      Clause clause = choose.clause(subject, choose.verbWith("giving"), mode);
      clause.dative = choose.companion(subject);
      clause.adjunct = Clause.NOTHING;
      if (asking) {
        return ask("", "", clause);
      }
      Order order = canLead(clause.time) && choose.chance(35) ? Order.FRONTED : Order.STATEMENT;
      return Pair.sentence(clause.english(order), clause.german(order), ".");
    }

    Pair request() {
      Verb verb = choose.pick(choose.verbs.stream().filter(Patterns::commands).toList());
      Clause clause = choose.clause(new Pronoun(Person.YOU), verb, Mode.WILL);
      if (choose.chance(60)) {
        clause.time = Time.NONE;
      }
      clause.negative = choose.chance(20);
      String stem =
          verb.flags().stream()
              .filter(flag -> flag.startsWith("!"))
              .map(flag -> flag.substring(1))
              .findFirst()
              .orElseThrow();
      boolean please = choose.chance(70);
      return Pair.sentence(
          join(
              please ? "please" : "",
              clause.negative ? "don't" : "",
              clause.english(Order.INFINITIVE)),
          join(please ? "bitte" : "", stem, clause.middle(Order.INFINITIVE), verb.prefix().trim()),
          please ? "." : "!");
    }

    private static boolean commands(Verb verb) {
      return verb.flags().stream().anyMatch(flag -> flag.startsWith("!"));
    }

    Pair need() {
      boolean asking = choose.chance(30);
      Phrase subject = asking ? choose.other() : choose.subject();
      Clause clause = choose.clause(subject, choose.verbWith("state"), Mode.SIMPLE);
      clause.adjunct = Clause.NOTHING;
      if (asking) {
        return ask("", "", clause);
      }
      clause.negative = choose.chance(35);
      return Pair.sentence(clause.english(Order.STATEMENT), clause.german(Order.STATEMENT), ".");
    }

    // ---- states

    Pair weather() {
      Tense tense = choose.of(Tense.NOW, Tense.THEN, Tense.SOON);
      Time time =
          switch (tense) {
            case NOW -> Time.of("today", "heute");
            case THEN -> choose.time("past-day");
            case SOON -> choose.time("future-day");
          };
      Phrase it = new Pronoun(Person.IT);
      boolean inCity = choose.chance(60);
      Sentence sentence;
      if (choose.chance(25)) {
        Mode mode =
            tense == Tense.NOW ? Mode.PROGRESSIVE : tense == Tense.THEN ? Mode.PAST : Mode.WILL;
        Clause clause = new Clause(it, choose.verbWith("weather"), mode);
        clause.time = time;
        clause.adjunct = inCity ? city() : Clause.NOTHING;
        sentence = clause;
      } else {
        String very = choose.chance(30) ? "very" : "";
        Pair sky = choose.pair(Tables.WEATHER);
        State state =
            new State(
                it,
                tense,
                new Pair(
                    join(very, sky.english()), join(very.isEmpty() ? "" : "sehr", sky.german())));
        state.verb = tense == Tense.SOON ? "werden" : "sein";
        state.time = time;
        state.adjunct = inCity ? city() : Clause.NOTHING;
        sentence = state;
      }
      return told(sentence, time);
    }

    private Pair city() {
      Pair city = choose.pair(Tables.CITIES);
      return new Pair("in " + city.english(), "in " + city.german());
    }

    /** Says a sentence as a statement, with its time in front, or as a question. */
    private Pair told(Sentence sentence, Time time) {
      int kind = choose.between(0, 9);
      if (kind < 2 && !sentence.english(Order.STATEMENT).startsWith("I ")) {
        return ask("", "", sentence);
      }
      Order order = kind < 5 && canLead(time) ? Order.FRONTED : Order.STATEMENT;
      return Pair.sentence(sentence.english(order), sentence.german(order), ".");
    }

    private State qualityState() {
      String tag = choose.of("room", "clothing", "pair", "thing", "food", "drink", "lodging");
      Phrase subject =
          tag.equals("lodging") ? choose.place("lodging").phrase() : choose.definite(tag);
      String group = tag.equals("pair") ? "clothing" : tag;
      Adjective adjective = choose.adjective(group);
      boolean graded = !adjective.englishComparative().equals("-");
      Pair chosen =
          choose.of(
              Clause.NOTHING,
              Clause.NOTHING,
              new Pair("very", "sehr"),
              new Pair("too", "zu"),
              new Pair("a little too", "ein bisschen zu"));
      Pair degree = graded ? chosen : Clause.NOTHING;
      State state =
          new State(
              subject,
              choose.chance(65) ? Tense.NOW : Tense.THEN,
              new Pair(
                  join(degree.english(), adjective.english()),
                  join(degree.german(), adjective.german())));
      state.negative = !degree.english().contains("little") && choose.chance(20);
      return state;
    }

    Pair quality() {
      return told(qualityState(), Time.NONE);
    }

    private State state(Phrase subject) {
      Tense tense = choose.of(Tense.NOW, Tense.NOW, Tense.THEN);
      State state;
      if (choose.chance(45)) {
        String[] having = choose.of(Tables.HAVING).split("=");
        state = new State(subject, tense, new Pair(having[0], having[1])).having(having[2]);
      } else {
        state = new State(subject, tense, choose.pair(Tables.BEING));
      }
      if (choose.chance(50)) {
        state.time = tense == Tense.NOW ? Time.of("today", "heute") : choose.time("past-day");
      }
      state.negative = choose.chance(15);
      return state;
    }

    private State moodState() {
      return state(choose.subject());
    }

    Pair mood() {
      State state = moodState();
      return told(state, state.time);
    }

    Pair comparison() {
      String tag = choose.of("room", "clothing", "lodging", "thing", "family");
      Phrase first;
      Phrase second;
      if (tag.equals("family")) {
        first = choose.relative();
        second = choose.of(new Pronoun(Person.I), choose.name(), new Pronoun(Person.YOU));
      } else if (tag.equals("lodging")) {
        first = choose.place(tag).phrase();
        second = choose.place(tag).phrase();
      } else {
        first = choose.definite(tag);
        second = choose.definite(tag);
      }
      Adjective adjective = choose.adjective(tag);
      if (first.subject().equals(second.subject()) || adjective.englishComparative().equals("-")) {
        return comparison();
      }
      boolean equal = choose.chance(35);
      String object = second instanceof Pronoun ? second.object() : second.subject();
      String german = second.german(Case.NOMINATIVE);
      State state =
          new State(
              first,
              Tense.NOW,
              equal
                  ? new Pair(
                      "as " + adjective.english() + " as " + object,
                      "so " + adjective.german() + " wie " + german)
                  : new Pair(
                      adjective.englishComparative() + " than " + object,
                      adjective.germanComparative() + " als " + german));
      state.negative = equal && choose.chance(60);
      return told(state, Time.NONE);
    }

    Pair owned() {
      Phrase owner = choose.chance(35) ? choose.name() : choose.relative();
      Adjective adjective = choose.adjective("thing");
      boolean very = choose.chance(40);
      Pair predicate =
          new Pair(
              join(very ? "very" : "", adjective.english()),
              join(very ? "sehr" : "", adjective.german()));
      Tense tense = choose.chance(75) ? Tense.NOW : Tense.THEN;
      return told(new State(new Owned(owner, choose.noun("owned")), tense, predicate), Time.NONE);
    }

    // ---- idioms: what German says the other way round

    /** Gives who feels something: a pronoun or somebody, never {@code it}. */
    private Phrase feeler() {
      return choose.chance(65) ? new Pronoun(choose.person()) : choose.someone();
    }

    private static String does(Phrase subject, String base, String third) {
      return join(subject.subject(), subject.person().english(base, third));
    }

    /** Says {@code A likes B} as {@code B gefa:llt A}. */
    private Pair liking(Phrase who, Phrase what, String verb, String participle) {
      String feeler = who.german(Case.DATIVE);
      String thing = what.german(Case.NOMINATIVE);
      boolean many = what.person().plural();
      String[] forms = verb.split("/");
      String finite = forms[many ? 1 : 0];
      String had = many ? "haben" : "hat";
      return switch (choose.between(0, 5)) {
        case 0, 1 ->
            Pair.sentence(
                join(does(who, "like", "likes"), what.object()), join(thing, finite, feeler), ".");
        case 2 ->
            Pair.sentence(
                join(does(who, "don't", "doesn't"), "like", what.object()),
                join(thing, finite, feeler, "nicht"),
                ".");
        case 3 ->
            Pair.sentence(
                join(who.subject(), "liked", what.object()),
                join(thing, had, feeler, participle),
                ".");
        case 4 ->
            Pair.sentence(
                join(who.subject(), "didn't like", what.object()),
                join(thing, had, feeler, "nicht", participle),
                ".");
        default -> {
          Phrase asked = who.person() == Person.I ? new Pronoun(Person.YOU) : who;
          yield Pair.sentence(
              join(asked.person().english("do", "does"), asked.subject(), "like", what.object()),
              join(finite, asked.german(Case.DATIVE), thing),
              "?");
        }
      };
    }

    Pair pleasing() {
      Phrase who = feeler();
      String tag = choose.of("room", "clothing", "pair", "city", "place", "owned");
      Phrase what =
          switch (tag) {
            case "place" -> choose.place("sight").phrase();
            case "owned" -> new Owned(choose.name(), choose.noun("owned"));
            case "city" -> {
              Pair city = choose.pair(Tables.CITIES);
              yield new Fixed(city.english(), city.german(), Person.IT, Weight.DEFINITE);
            }
            default ->
                new NounPhrase(
                    choose.noun(tag),
                    Determiner.definite(),
                    choose.chance(40) ? choose.adjective("clothing") : null,
                    tag.equals("pair"));
          };
      return liking(who, what, "gefa:llt/gefallen", "gefallen");
    }

    Pair taste() {
      Phrase what = choose.definite(choose.of("food", "mass", "drink"));
      return liking(feeler(), what, "schmeckt/schmecken", "geschmeckt");
    }

    private static String whose(Phrase owner) {
      return owner instanceof Pronoun ? owner.person().englishPossessive() : owner.subject() + "'s";
    }

    Pair pain() {
      Phrase owner = feeler();
      boolean many = choose.chance(35);
      Noun part = choose.noun(many ? "limb" : "body");
      NounPhrase body = new NounPhrase(part, Determiner.definite(), null, many);
      String english = many ? part.englishPlural() : part.english();
      String german = body.german(Case.NOMINATIVE);
      String finite = many ? "tun" : "tut";
      if (choose.chance(30) && owner.person() != Person.I) {
        return Pair.sentence(
            join(many ? "do" : "does", whose(owner), english, "hurt"),
            join(finite, owner.german(Case.DATIVE), german, "weh"),
            "?");
      }
      boolean today = choose.chance(30);
      return Pair.sentence(
          join(whose(owner), english, many ? "hurt" : "hurts", today ? "today" : ""),
          join(owner.german(Case.DATIVE), finite, today ? "heute" : "", german, "weh"),
          ".");
    }

    /** Gives a stretch of time up to now: {@code for two days}, {@code seit zwei Tagen}. */
    private Pair since() {
      if (choose.chance(35)) {
        return choose.pair(Tables.SINCE);
      }
      Pair span = choose.span();
      return new Pair("for " + span.english(), "seit " + span.german());
    }

    Pair illness() {
      Phrase who = feeler();
      Person person = who.person();
      Pair illness = choose.pair(Tables.ILLNESSES);
      String finite = person.form(Tables.HABEN);
      return switch (choose.between(0, 4)) {
        case 0 ->
            Pair.sentence(
                join(does(who, "have", "has"), illness.english()),
                join(who.german(Case.NOMINATIVE), finite, illness.german()),
                ".");
        case 1 -> {
          Phrase asked = person == Person.I ? new Pronoun(Person.YOU) : who;
          yield Pair.sentence(
              join(
                  "how long",
                  asked.person().english("have", "has"),
                  asked.subject(),
                  "had",
                  illness.english()),
              join(
                  "wie lange",
                  asked.person().form(Tables.HABEN),
                  asked.german(Case.NOMINATIVE),
                  "schon",
                  illness.german()),
              "?");
        }
        default -> {
          Pair since = since();
          yield Pair.sentence(
              join(does(who, "have", "has"), "had", illness.english(), since.english()),
              join(who.german(Case.NOMINATIVE), finite, since.german(), illness.german()),
              ".");
        }
      };
    }

    Pair duration() {
      Phrase who = feeler();
      String[] cells = choose.of(Tables.LASTING).split("=");
      Pair place = city();
      boolean waiting = cells[0].startsWith("waiting");
      Pair hours = Numbers.cardinal(choose.between(2, 9));
      Pair since =
          waiting
              ? new Pair(
                  join("for", hours.english(), "hours"), join("seit", hours.german(), "Stunden"))
              : since();
      String[] german = cells[1].split("/");
      return Pair.sentence(
          join(
              does(who, "have", "has"),
              "been",
              cells[0].replace("CITY", place.english()),
              since.english()),
          join(
              who.german(Case.NOMINATIVE),
              who.person().form(german[0]),
              since.german(),
              german[1].replace("CITY", place.german())),
          ".");
    }

    Pair wellBeing() {
      Phrase who = feeler();
      String dative = who.german(Case.DATIVE);
      if (choose.chance(30) && who.person() != Person.I && who.person() != Person.WE) {
        return Pair.sentence(
            join("how", who.person().be(), who.subject()), join("wie geht es", dative), "?");
      }
      String[] feeling = choose.of(Tables.FEELINGS).split("=");
      boolean being = feeling[0].startsWith("be ");
      String english =
          being
              ? join(who.subject(), who.person().be(), feeling[0].substring(3))
              : join(does(who, "feel", "feels"), feeling[0].substring(5));
      return Pair.sentence(english, join(dative, feeling[1]), ".");
    }

    // ---- trains, hours, numbers

    private Pair line(boolean from) {
      Noun vehicle = choose.noun("line");
      Pair city = choose.pair(Tables.CITIES);
      String article = Endings.DEFINITE.of(Case.NOMINATIVE, vehicle.gender());
      return new Pair(
          join("the", vehicle.english(), from ? "from" : "to", city.english()),
          join(article, vehicle.german(), from ? "aus" : "nach", city.german()));
    }

    Pair departure() {
      boolean leaving = choose.chance(60);
      Pair line = line(!leaving);
      Pair clock = choose.clock();
      Time day = choose.chance(40) ? choose.time("next-day") : Time.NONE;
      Pair when =
          new Pair(
              join("at", clock.english(), day.words().english()),
              join(day.words().german(), "um", clock.german()));
      String verb = leaving ? "fa:hrt" : "kommt";
      String prefix = leaving ? "ab" : "an";
      String english = leaving ? "leave" : "arrive";
      if (choose.chance(20)) {
        return Pair.sentence(
            join("when does", line.english(), english),
            join("wann", verb, line.german(), prefix),
            "?");
      }
      if (choose.chance(25)) {
        return Pair.sentence(
            join("do you know when", line.english(), english + "s"),
            join("weis:t du, wann", line.german(), prefix + verb),
            "?");
      }
      return Pair.sentence(
          join(line.english(), english + "s", when.english()),
          join(line.german(), verb, when.german(), prefix),
          ".");
    }

    Pair delay() {
      Pair number = Numbers.cardinal(choose.between(2, 12));
      Pair minutes = Numbers.cardinal(choose.between(1, 10) * 5);
      return switch (choose.between(0, 3)) {
        case 0, 1 -> {
          Pair line = line(choose.chance(50));
          yield Pair.sentence(
              join(line.english(), "is", minutes.english(), "minutes late"),
              join(line.german(), "hat", minutes.german(), "Minuten Verspa:tung"),
              ".");
        }
        case 2 -> {
          Pair line = line(false);
          yield Pair.sentence(
              join(line.english(), "leaves from platform", number.english()),
              join(line.german(), "fa:hrt von Gleis", number.german(), "ab"),
              ".");
        }
        default -> {
          Pair line = line(choose.chance(30));
          yield Pair.sentence("is this " + line.english(), "ist das " + line.german(), "?");
        }
      };
    }

    Pair fare() {
      Pair city = choose.pair(Tables.CITIES);
      Pair number = Numbers.cardinal(choose.between(2, 12));
      Pair euros = Numbers.cardinal(choose.between(2, 9) * 5);
      String to = city.english();
      String nach = city.german();
      return switch (choose.between(0, 2)) {
        case 0 ->
            Pair.sentence(
                join("the trip to", to, "takes", number.english(), "hours"),
                join("die Fahrt nach", nach, "dauert", number.german(), "Stunden"),
                ".");
        case 1 ->
            Pair.sentence(
                join(number.english(), "tickets to", to, "cost", euros.english(), "euros"),
                join(number.german(), "Fahrkarten nach", nach, "kosten", euros.german(), "Euro"),
                ".");
        default ->
            Pair.sentence(
                join("I would like", number.english(), "tickets to", to),
                join("ich ha:tte gern", number.german(), "Fahrkarten nach", nach),
                ".");
      };
    }

    Pair opening() {
      Pair clock = choose.clock();
      boolean show = choose.chance(40);
      String[] verb = choose.of(show ? Tables.BEGINNING : Tables.OPENING).split("/");
      Phrase what = show ? choose.definite("event") : choose.place("hours").phrase();
      String german = what.german(Case.NOMINATIVE);
      if (choose.chance(25)) {
        return Pair.sentence(
            join("when does", what.subject(), verb[0]),
            join("wann", verb[2], german, verb[3]),
            "?");
      }
      Time day = choose.time(choose.of("next-day", "next-day", "weekly"));
      boolean dated = choose.chance(50);
      return Pair.sentence(
          join(what.subject(), verb[1], "at", clock.english(), dated ? day.words().english() : ""),
          join(german, verb[2], dated ? day.words().german() : "", "um", clock.german(), verb[3]),
          ".");
    }

    Pair timeOfDay() {
      Pair clock = choose.clock();
      Pair word =
          choose.of(Clause.NOTHING, new Pair("already", "schon"), new Pair("almost", "fast"));
      return Pair.sentence(
          join("it is", word.english(), clock.english()),
          join("es ist", word.german(), clock.german()),
          ".");
    }

    Pair age() {
      Phrase who = feeler();
      Pair years = Numbers.cardinal(choose.between(2, 39));
      if (choose.chance(15) && who.person() != Person.I) {
        return Pair.sentence(
            join("how old", who.person().be(), who.subject()),
            join("wie alt", who.person().form(Tables.SEIN), who.german(Case.NOMINATIVE)),
            "?");
      }
      return Pair.sentence(
          join(who.subject(), who.person().be(), years.english(), "years old"),
          join(
              who.german(Case.NOMINATIVE),
              who.person().form(Tables.SEIN),
              years.german(),
              "Jahre alt"),
          ".");
    }

    Pair price() {
      String tag = choose.of("clothing", "clothing", "pair", "rent", "thing", "food");
      Adjective adjective =
          choose.chance(35) && !tag.equals("food")
              ? choose.adjective(
                  tag.equals("pair") ? "clothing" : tag.equals("rent") ? "room" : tag)
              : null;
      NounPhrase what =
          new NounPhrase(choose.noun(tag), Determiner.definite(), adjective, tag.equals("pair"));
      Pair euros = Numbers.cardinal(choose.between(2, tag.equals("food") ? 15 : 39));
      boolean many = tag.equals("pair");
      String cost = many ? "kosten" : "kostet";
      String german = what.german(Case.NOMINATIVE);
      if (choose.chance(25)) {
        return Pair.sentence(
            join("how much", many ? "do" : "does", what.subject(), "cost"),
            join("was", cost, german),
            "?");
      }
      return Pair.sentence(
          join(what.subject(), many ? "cost" : "costs", euros.english(), "euros"),
          join(german, cost, euros.german(), "Euro"),
          ".");
    }

    private Pair several(String tag, int most) {
      Noun noun = choose.noun(tag);
      Pair number = Numbers.cardinal(choose.between(2, most));
      return new Pair(
          number.english() + " " + noun.englishPlural(),
          number.german() + " " + noun.form(Case.ACCUSATIVE, true));
    }

    private static String last(Pair pair) {
      return pair.english().substring(pair.english().lastIndexOf(' ') + 1);
    }

    Pair count() {
      Phrase who = choose.subject();
      boolean family = choose.chance(40);
      String tag = family ? "kin" : "counted";
      int most = family ? 5 : 12;
      Pair first = several(tag, most);
      Pair second = choose.chance(50) ? several(tag, most) : Clause.NOTHING;
      if (last(first).equals(last(second))) {
        return count();
      }
      String[] verb = choose.of(family ? Tables.HAVE_KIN : Tables.NEED_THINGS).split("/");
      String and = second == Clause.NOTHING ? "" : "and";
      String und = second == Clause.NOTHING ? "" : "und";
      return Pair.sentence(
          join(does(who, verb[0], verb[1]), first.english(), and, second.english()),
          join(
              who.german(Case.NOMINATIVE),
              who.person().form(verb[2]),
              first.german(),
              und,
              second.german()),
          ".");
    }

    Pair date() {
      Pair ordinal = Numbers.ordinal(choose.between(1, 31));
      String[] month = choose.of(Tables.MONTHS).split("=");
      String english = join("the", ordinal.english(), "of", month[0]);
      Phrase who = feeler();
      if (who.person().plural()) {
        return date();
      }
      if (choose.chance(20)) {
        return Pair.sentence(
            join("today is", english),
            join("heute ist der", ordinal.german() + "e", month[1]),
            ".");
      }
      if (choose.chance(20) && who.person() != Person.I) {
        return Pair.sentence(
            join("when is", whose(who), "birthday"),
            join(
                "wann", who.person().form(Tables.HABEN), who.german(Case.NOMINATIVE), "Geburtstag"),
            "?");
      }
      return Pair.sentence(
          join(whose(who), "birthday is on", english),
          join(
              who.german(Case.NOMINATIVE),
              who.person().form(Tables.HABEN),
              "am",
              ordinal.german() + "en",
              month[1],
              "Geburtstag"),
          ".");
    }

    // ---- places and things

    Pair way() {
      Place place = choose.place("town");
      String english = place.phrase().subject();
      String german = place.phrase().german(Case.NOMINATIVE);
      Pair question =
          switch (choose.between(0, 5)) {
            case 0, 1 -> new Pair("where is " + english, "wo ist " + german);
            case 2 ->
                new Pair(
                    "where is the nearest " + place.noun().english(),
                    join(
                        "wo ist",
                        Endings.DEFINITE.of(Case.NOMINATIVE, place.noun().gender()),
                        "na:chste",
                        place.noun().german()));
            case 3 ->
                new Pair(
                    "how do I get to " + english,
                    "wie komme ich " + contract("zu " + place.phrase().german(Case.DATIVE)));
            case 4 ->
                new Pair("is " + english + " far from here", "ist " + german + " weit von hier");
            default ->
                new Pair(
                    "can you tell me where " + english + " is",
                    "kannst du mir sagen, wo " + german + " ist");
          };
      boolean polite = choose.chance(30);
      return Pair.sentence(
          join(polite ? "excuse me," : "", question.english()),
          join(polite ? "Entschuldigung," : "", question.german()),
          "?");
    }

    Pair direction() {
      Place place = choose.place("town");
      String english = place.phrase().subject();
      String at = contract("an " + place.phrase().german(Case.DATIVE));
      Pair side = choose.of(new Pair("left", "links"), new Pair("right", "rechts"));
      Pair ordinal = Numbers.ordinal(choose.between(1, 5));
      return switch (choose.between(0, 2)) {
        case 0 ->
            Pair.sentence(
                join("turn", side.english(), "at", english),
                join("bieg", at, side.german(), "ab"),
                ".");
        case 1 ->
            Pair.sentence(
                join("take the", ordinal.english(), "street on the", side.english()),
                join("nimm die", ordinal.german() + "e", "Stras:e", side.german()),
                ".");
        default -> Pair.sentence("get off at " + english, join("steig", at, "aus"), ".");
      };
    }

    Pair nearby() {
      Place place = choose.place("town");
      Place other = choose.place("town");
      if (place.equals(other)) {
        return nearby();
      }
      Phrase one = new NounPhrase(place.noun(), Determiner.indefinite(), null, false);
      String english = one.subject();
      String german = one.german(Case.ACCUSATIVE);
      Pair near = other.near();
      return switch (choose.between(0, 3)) {
        case 0 ->
            Pair.sentence(
                join("there is", english, near.english()),
                join(near.german(), "gibt es", german),
                ".");
        case 1 ->
            Pair.sentence(
                join("is there", english, near.english()),
                join("gibt es", near.german(), german),
                "?");
        case 2 ->
            Pair.sentence(
                join("there is no", place.noun().english(), near.english()),
                join(near.german(), "gibt es", one.negated(Case.ACCUSATIVE)),
                ".");
        default ->
            Pair.sentence(
                join("is there", english, "near here"),
                join("gibt es hier in der Na:he", german),
                "?");
      };
    }

    Pair beside() {
      Place place = choose.place("town");
      Place other = choose.place("town");
      if (place.equals(other)) {
        return beside();
      }
      Pair nextTo =
          new Pair(
              "next to the " + other.noun().english(),
              "neben " + other.phrase().german(Case.DATIVE));
      Pair where = choose.chance(50) ? other.near() : nextTo;
      return told(new State(place.phrase(), Tense.NOW, where), Time.NONE);
    }

    Pair order() {
      Phrase who = choose.subject();
      Phrase wish =
          choose.chance(20)
              ? booking()
              : choose.thing(choose.of("food", "cup", "container"), who, true);
      if (wish.weight() == Weight.DEFINITE) {
        return order();
      }
      Phrase what = wish;
      if (choose.chance(45) && !(wish instanceof Fixed)) {
        Phrase more = choose.thing(choose.of("cup", "container"), who, true);
        what = more.weight() == Weight.DEFINITE || more.equals(wish) ? wish : new Both(wish, more);
      }
      String german = what.german(Case.ACCUSATIVE);
      if (choose.chance(25) && who.person() != Person.I) {
        return Pair.sentence(
            join("would", who.subject(), "like", what.object()),
            join(who.person().form(Tables.HAETTE), who.german(Case.NOMINATIVE), "gern", german),
            "?");
      }
      return Pair.sentence(
          join(who.subject(), "would like", what.object()),
          join(who.german(Case.NOMINATIVE), who.person().form(Tables.HAETTE), "gern", german),
          ".");
    }

    private Phrase booking() {
      Pair number = Numbers.cardinal(choose.between(2, 8));
      String[] booking = choose.of(Tables.BOOKINGS).split("=");
      return new Fixed(
          booking[0].replace("NUMBER", number.english()),
          booking[1].replace("NUMBER", number.german()),
          Person.IT,
          Weight.INDEFINITE);
    }

    Pair called() {
      Phrase someone = choose.chance(45) ? new Pronoun(choose.person()) : choose.relative();
      Phrase who = someone.person().plural() ? new Pronoun(Person.HE) : someone;
      Person person = who.person();
      if (choose.chance(35) && person != Person.I) {
        return Pair.sentence(
            join("what is", whose(who), "name"),
            join("wie heis:t", who.german(Case.NOMINATIVE)),
            "?");
      }
      boolean known = person == Person.HE || person == Person.SHE;
      String name = (known ? choose.name(person) : choose.name()).subject();
      return Pair.sentence(
          join(whose(who), "name is", name),
          join(who.german(Case.NOMINATIVE), person == Person.I ? "heis:e" : "heis:t", name),
          ".");
    }

    Pair origin() {
      Phrase who = choose.chance(50) ? new Pronoun(choose.person()) : choose.relative();
      if (choose.chance(30) && who instanceof NounPhrase) {
        return Pair.sentence(
            join("this is", who.subject()), join("das ist", who.german(Case.NOMINATIVE)), ".");
      }
      Pair country = choose.pair(Tables.COUNTRIES);
      return Pair.sentence(
          join(does(who, "come", "comes"), "from", country.english()),
          join(
              who.german(Case.NOMINATIVE),
              who.person().form("komme kommst kommt kommen"),
              "aus",
              country.german()),
          ".");
    }

    Pair belonging() {
      Phrase who = feeler();
      String tag = choose.of("thing", "clothing", "vehicle", "pair");
      Adjective adjective = choose.chance(40) ? choose.adjective("clothing") : null;
      NounPhrase what =
          new NounPhrase(choose.noun(tag), Determiner.definite(), adjective, tag.equals("pair"));
      String verb = what.plural() ? "geho:ren" : "geho:rt";
      String owner = who.german(Case.DATIVE);
      String thing = what.german(Case.NOMINATIVE);
      return switch (choose.between(0, 3)) {
        case 0 ->
            Pair.sentence(
                join(what.plural() ? "do" : "does", what.subject(), "belong to", who.object()),
                who instanceof Pronoun ? join(verb, owner, thing) : join(verb, thing, owner),
                "?");
        case 1 ->
            Pair.sentence(
                join(
                    what.subject(), what.plural() ? "don't" : "doesn't", "belong to", who.object()),
                who instanceof Pronoun
                    ? join(thing, verb, owner, "nicht")
                    : join(thing, verb, "nicht", owner),
                ".");
        default ->
            Pair.sentence(
                join(what.subject(), what.plural() ? "belong to" : "belongs to", who.object()),
                join(thing, verb, owner),
                ".");
      };
    }

    Pair position() {
      boolean lying = choose.chance(60);
      Person owner = choose.of(Person.I, Person.YOU, Person.HE, Person.SHE);
      Determiner determiner = choose.chance(50) ? Determiner.definite() : Determiner.of(owner);
      Phrase what = new NounPhrase(choose.noun(lying ? "lies" : "stands"), determiner, null, false);
      int ways = Tables.POSITIONS.length - (lying ? 1 : 2);
      String[] where = Tables.POSITIONS[choose.between(0, ways)].split("=");
      Phrase ground = choose.definite(where[0].equals("in") ? "inside" : "ground");
      String english = join(where[0], ground.subject());
      String still = contract(where[1] + " " + ground.german(Case.DATIVE));
      if (choose.chance(50)) {
        boolean asking = choose.chance(20);
        String named = what.german(Case.NOMINATIVE);
        String verb = lying ? "liegt" : "steht";
        return Pair.sentence(
            asking ? join("is", what.subject(), english) : join(what.subject(), "is", english),
            asking ? join(verb, named, still) : join(named, verb, still),
            asking ? "?" : ".");
      }
      Mode mode = choose.of(Mode.PAST, Mode.PAST, Mode.HAVE_TO, Mode.SHOULD, Mode.PROGRESSIVE);
      Clause clause = new Clause(choose.subject(), choose.verb(lying ? "legen" : "stellen"), mode);
      clause.object = what;
      clause.complement =
          new Pair(english, contract(where[1] + " " + ground.german(Case.ACCUSATIVE)));
      return Pair.sentence(clause.english(Order.STATEMENT), clause.german(Order.STATEMENT), ".");
    }

    /** Says one of the set phrases to somebody by name. */
    Pair address() {
      String[] phrase = choose.pick(Tables.lines(Tables.ADDRESSED).toList()).split(" *= *");
      String name = choose.name().subject();
      String mark = phrase[0].substring(phrase[0].length() - 1);
      String english = phrase[0].substring(0, phrase[0].length() - 1);
      String german = phrase[1].substring(0, phrase[1].length() - 1);
      return Pair.sentence(english + ", " + name, german + ", " + name, mark);
    }
  }

  // --------------------------------------------------------------------------------------- corpus

  /** The pairs, divided into three parts that share no sentence of either language. */
  record Corpus(List<Pair> train, List<Pair> dev, List<Pair> test) {
    private static final int TEST = 1000;
    private static final int DEV = 500;

    /** How often a word of dev or test stands in train at least. */
    private static final int SEEN = 5;

    private static final int LONGEST = 11;

    static Corpus make(long seed) {
      Random random = new Random(seed);
      Collected phrases = new Collected();
      Tables.lines(Tables.ADDRESSED).forEach(phrases::addLine);
      Tables.lines(Tables.PHRASES).forEach(phrases::addLine);
      int fixed = phrases.pairs.size();
      new Patterns(random).quotas().forEach(phrases::addFrom);
      List<Pair> made = new ArrayList<>(phrases.pairs.subList(fixed, phrases.pairs.size()));
      Collections.shuffle(made, random);
      Map<String, Integer> counts = new HashMap<>();
      phrases.pairs.forEach(pair -> count(counts, pair, 1));
      List<Pair> train = new ArrayList<>(phrases.pairs.subList(0, fixed));
      List<Pair> held = new ArrayList<>();
      for (Pair pair : made) {
        boolean free = held.size() < TEST + DEV && spared(counts, pair);
        (free ? held : train).add(pair);
      }
      Collections.shuffle(train, random);
      return new Corpus(train, held.subList(TEST, TEST + DEV), held.subList(0, TEST));
    }

    /**
     * Takes the words of a pair out of the counts if enough of each remain, else changes nothing.
     */
    private static boolean spared(Map<String, Integer> counts, Pair pair) {
      count(counts, pair, -1);
      if (words(pair).stream().allMatch(word -> counts.get(word) >= SEEN)) {
        return true;
      }
      count(counts, pair, 1);
      return false;
    }

    private static void count(Map<String, Integer> counts, Pair pair, int step) {
      words(pair).forEach(word -> counts.merge(word, step, Integer::sum));
    }

    private static List<String> words(Pair pair) {
      List<String> words = new ArrayList<>();
      for (String word : pair.english().split(" ")) {
        words.add("en " + word.replaceAll("[.,?!]", ""));
      }
      for (String word : pair.german().split(" ")) {
        words.add("de " + word.replaceAll("[.,?!]", ""));
      }
      return words;
    }

    /** The pairs so far; each English sentence has one translation, and each German one too. */
    private static final class Collected {
      private final List<Pair> pairs = new ArrayList<>();
      private final Map<String, String> germanOf = new HashMap<>();
      private final Set<String> german = new HashSet<>();

      void addLine(String line) {
        String[] sides = line.split(" *= *");
        add(new Pair(sides[0], Pair.spell(sides[1])));
      }

      void addFrom(Supplier<Pair> pattern, int quota) {
        int start = pairs.size();
        for (int tries = 0; tries < 30 * quota && pairs.size() < start + quota; tries++) {
          Pair pair = pattern.get();
          if (fits(pair.english()) && fits(pair.german())) {
            add(pair);
          }
        }
      }

      /** Whether a sentence is short enough and names nobody twice. */
      private static boolean fits(String sentence) {
        String[] words = sentence.split(" ");
        return words.length <= LONGEST
            && Tables.NAMES.stream().allMatch(name -> sentence.split(name, -1).length <= 2);
      }

      private void add(Pair pair) {
        String known = germanOf.putIfAbsent(Pair.key(pair.english()), pair.german());
        if (known != null && !Pair.key(known).equals(Pair.key(pair.german()))) {
          throw new IllegalStateException(
              "two translations of '" + pair.english() + "': " + known + " and " + pair.german());
        }
        if (known == null && german.add(Pair.key(pair.german()))) {
          pairs.add(pair);
        }
      }
    }
  }

  // ------------------------------------------------------------------------------------- baseline

  /**
   * A word-for-word translator, whose dictionary is learnt from train by IBM model 1 (Brown et al.
   * 1993, section 4.1): each English word becomes the German word that most likely translates it.
   */
  static final class WordForWord {
    private static final int ROUNDS = 10;
    private static final String NOBODY = "";

    private final Map<String, String> dictionary = new HashMap<>();

    private WordForWord() {}

    static WordForWord learn(List<String> english, List<String> german) {
      List<List<String>> sources = plain(english);
      List<List<String>> targets = plain(german);
      Map<String, Map<String, Double>> likely = new HashMap<>();
      for (int round = 0; round < ROUNDS; round++) {
        likely = improve(likely, sources, targets);
      }
      WordForWord words = new WordForWord();
      likely.forEach((word, options) -> words.dictionary.put(word, best(options)));
      return words;
    }

    private static Map<String, Map<String, Double>> improve(
        Map<String, Map<String, Double>> likely,
        List<List<String>> sources,
        List<List<String>> targets) {
      Map<String, Map<String, Double>> counts = new HashMap<>();
      Map<String, Double> totals = new HashMap<>();
      for (int line = 0; line < sources.size(); line++) {
        List<String> source = new ArrayList<>(sources.get(line));
        source.add(NOBODY);
        for (String target : targets.get(line)) {
          double sum = 0;
          for (String word : source) {
            sum += probability(likely, word, target);
          }
          for (String word : source) {
            double share = probability(likely, word, target) / sum;
            counts
                .computeIfAbsent(word, unseen -> new HashMap<>())
                .merge(target, share, Double::sum);
            totals.merge(word, share, Double::sum);
          }
        }
      }
      counts.forEach(
          (word, options) -> options.replaceAll((target, count) -> count / totals.get(word)));
      return counts;
    }

    private static double probability(
        Map<String, Map<String, Double>> likely, String word, String target) {
      Map<String, Double> options = likely.get(word);
      return options == null ? 1.0 : options.getOrDefault(target, 0.0);
    }

    private static String best(Map<String, Double> options) {
      return options.entrySet().stream()
          .max(
              Map.Entry.<String, Double>comparingByValue()
                  .thenComparing(Map.Entry.comparingByKey()))
          .orElseThrow()
          .getKey();
    }

    /** Gives the words without marks, the first one spelt as it most often is inside a sentence. */
    private static List<List<String>> plain(List<String> lines) {
      Map<String, Map<String, Double>> spellings = new HashMap<>();
      List<List<String>> sentences = new ArrayList<>();
      for (String line : lines) {
        List<String> words = new ArrayList<>(List.of(line.replaceAll("[.,?!]", "").split(" ")));
        sentences.add(words);
        words.stream()
            .skip(1)
            .forEach(
                word ->
                    spellings
                        .computeIfAbsent(word.toLowerCase(Locale.ROOT), unseen -> new HashMap<>())
                        .merge(word, 1.0, Double::sum));
      }
      for (List<String> words : sentences) {
        String first = words.get(0).toLowerCase(Locale.ROOT);
        words.set(0, spellings.containsKey(first) ? best(spellings.get(first)) : words.get(0));
      }
      return sentences;
    }

    List<String> translate(List<String> lines) {
      return lines.stream().map(this::translate).toList();
    }

    private String translate(String line) {
      List<String> translated = new ArrayList<>();
      for (String token : line.split(" ")) {
        String word = token.replaceAll("[.,?!]", "");
        String known = dictionary.getOrDefault(word, dictionary.get(word.toLowerCase(Locale.ROOT)));
        translated.add((known == null ? word : known) + token.substring(word.length()));
      }
      String text = String.join(" ", translated);
      return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
  }

  // --------------------------------------------------------------------------------------- tables

  /** The lexicon. German is spelt in ASCII, see {@link MakePhrasebook}. */
  static final class Tables {
    static final String SEIN = "bin bist ist sind";
    static final String WAR = "war warst war waren";
    static final String HABEN = "habe hast hat haben";
    static final String HATTE = "hatte hattest hatte hatten";
    static final String HAETTE = "ha:tte ha:ttest ha:tte ha:tten";
    static final String WISSEN = "weis: weis:t weis: wissen";

    private Tables() {}

    static Stream<String> lines(String table) {
      return table.lines().map(String::strip).filter(line -> !line.isEmpty());
    }

    static final List<String> NAMES = List.of("Anna", "Paul", "Maria", "Peter", "Lena", "Martin");

    /** English, English plural, German, gender, German plural, classes. */
    static final String NOUNS =
        """
        soup, soups, Suppe, f, Suppen, food cook
        tomato soup, tomato soups, Tomatensuppe, f, Tomatensuppen, food cook
        salad, salads, Salat, m, Salate, food
        apple, apples, Apfel, m, A:pfel, food counted
        egg, eggs, Ei, n, Eier, food cook counted
        cake, cakes, Kuchen, m, Kuchen, food bring
        bread, breads, Brot, n, Brote, mass
        cheese, cheeses, Ka:se, m, Ka:se, mass
        fish, fish, Fisch, m, Fische, mass stew
        meat, meat, Fleisch, n, Fleisch, mass stew
        fruit, fruit, Obst, n, Obst, mass
        coffee, coffees, Kaffee, m, Kaffees, drink cup
        tea, teas, Tee, m, Tees, drink cup
        water, waters, Wasser, n, Wasser, drink
        milk, milk, Milch, f, Milch, drink
        beer, beers, Bier, n, Biere, drink cup
        apple juice, apple juices, Apfelsaft, m, Apfelsa:fte, drink cup
        cup of coffee, cups of coffee, Tasse Kaffee, f, Tassen Kaffee, container
        glass of water, glasses of water, Glas Wasser, n, Gla:ser Wasser, container counted
        bottle of wine, bottles of wine, Flasche Wein, f, Flaschen Wein, container counted
        piece of cake, pieces of cake, Stu:ck Kuchen, n, Stu:cke Kuchen, container
        coat, coats, Mantel, m, Ma:ntel, clothing
        raincoat, raincoats, Regenmantel, m, Regenma:ntel, clothing
        shirt, shirts, Hemd, n, Hemden, clothing
        dress, dresses, Kleid, n, Kleider, clothing
        jacket, jackets, Jacke, f, Jacken, clothing
        hat, hats, Hut, m, Hu:te, clothing
        shoe, shoes, Schuh, m, Schuhe, pair
        glove, gloves, Handschuh, m, Handschuhe, pair
        book, books, Buch, n, Bu:cher, reading thing lies gift
        newspaper, newspapers, Zeitung, f, Zeitungen, reading lies
        letter, letters, Brief, m, Briefe, reading letter letter3 lies
        postcard, postcards, Postkarte, f, Postkarten, reading letter letter3 lies counted
        train ticket, train tickets, Fahrkarte, f, Fahrkarten, needed lies counted lost
        key, keys, Schlu:ssel, m, Schlu:ssel, lies lost needed counted
        watch, watches, Uhr, f, Uhren, thing lies lost owned gift
        camera, cameras, Kamera, f, Kameras, thing lies lost owned possession gift
        cell phone, cell phones, Handy, n, Handys, thing lies lost owned possession
        umbrella, umbrellas, Regenschirm, m, Regenschirme, thing lies lost needed possession
        suitcase, suitcases, Koffer, m, Koffer, thing stands pack inside needed
        bag, bags, Tasche, f, Taschen, thing pack inside lost stands
        bill, bills, Rechnung, f, Rechnungen, bill
        table, tables, Tisch, m, Tische, ground
        chair, chairs, Stuhl, m, Stu:hle, ground counted
        bed, beds, Bett, n, Betten, ground counted
        cupboard, cupboards, Schrank, m, Schra:nke, ground
        lamp, lamps, Lampe, f, Lampen, device stands
        radio, radios, Radio, n, Radios, device repair
        computer, computers, Computer, m, Computer, repair owned possession
        window, windows, Fenster, n, Fenster, home
        door, doors, Tu:r, f, Tu:ren, home
        room, rooms, Zimmer, n, Zimmer, room
        kitchen, kitchens, Ku:che, f, Ku:chen, room
        bathroom, bathrooms, Badezimmer, n, Badezimmer, room
        living room, living rooms, Wohnzimmer, n, Wohnzimmer, room
        double room, double rooms, Doppelzimmer, n, Doppelzimmer, rent
        single room, single rooms, Einzelzimmer, n, Einzelzimmer, rent
        apartment, apartments, Wohnung, f, Wohnungen, rent owned
        house, houses, Haus, n, Ha:user, owned inside
        train, trains, Zug, m, Zu:ge, line ride
        bus, buses, Bus, m, Busse, line ride
        taxi, taxis, Taxi, n, Taxis, ride
        car, cars, Auto, n, Autos, vehicle repair inside owned possession
        bicycle, bicycles, Fahrrad, n, Fahrra:der, vehicle repair owned possession
        dog, dogs, Hund, m, Hunde, kin possession
        cat, cats, Katze, f, Katzen, kin possession
        father, fathers, Vater, m, Va:ter, family
        mother, mothers, Mutter, f, Mu:tter, family
        brother, brothers, Bruder, m, Bru:der, family kin
        sister, sisters, Schwester, f, Schwestern, family kin
        son, sons, Sohn, m, So:hne, es family kin
        daughter, daughters, Tochter, f, To:chter, family kin
        uncle, uncles, Onkel, m, Onkel, family kin
        aunt, aunts, Tante, f, Tanten, family kin
        grandmother, grandmothers, Gros:mutter, f, Gros:mu:tter, family
        friend, friends, Freund, m, Freunde, family es many
        child, children, Kind, n, Kinder, many kin
        parent, parents, Elternteil, m, Eltern, many
        neighbor, neighbors, Nachbar, m, Nachbarn, weak people
        doctor, doctors, Arzt, m, A:rzte, es people
        teacher, teachers, Lehrer, m, Lehrer, people
        waiter, waiters, Kellner, m, Kellner, people
        policeman, policemen, Polizist, m, Polizisten, weak people
        woman, women, Frau, f, Frauen, people
        head, heads, Kopf, m, Ko:pfe, body
        back, backs, Ru:cken, m, Ru:cken, body
        knee, knees, Knie, n, Knie, body limb
        leg, legs, Bein, n, Beine, body limb
        foot, feet, Fus:, m, Fu:s:e, body limb
        hand, hands, Hand, f, Ha:nde, body limb
        eye, eyes, Auge, n, Augen, limb
        trip, trips, Reise, f, Reisen, joy
        party, parties, Party, f, Partys, joy event
        concert, concerts, Konzert, n, Konzerte, joy event
        film, films, Film, m, Filme, joy event
        German, -, Deutsch, n, -, language
        English, -, Englisch, n, -, language
        """;

    /** English, comparative, German, stem, comparative, classes. */
    static final String ADJECTIVES =
        """
        big, bigger, gros:, gros:, gro:s:er, thing clothing room lodging vehicle
        small, smaller, klein, klein, kleiner, thing clothing food room lodging vehicle
        new, newer, neu, neu, neuer, thing clothing room lodging vehicle
        old, older, alt, alt, a:lter, thing clothing lodging vehicle family
        expensive, more expensive, teuer, teur, teurer, thing clothing lodging food vehicle
        cheap, cheaper, billig, billig, billiger, thing clothing lodging food drink
        beautiful, more beautiful, scho:n, scho:n, scho:ner, thing clothing room lodging
        good, better, gut, gut, besser, thing food mass drink cup lodging
        red, -, rot, rot, -, clothing
        blue, -, blau, blau, -, clothing
        green, -, gru:n, gru:n, -, clothing
        black, -, schwarz, schwarz, -, clothing
        white, -, weis:, weis:, -, clothing
        yellow, -, gelb, gelb, -, clothing
        fresh, -, frisch, frisch, -, mass
        cold, colder, kalt, kalt, ka:lter, drink cup food room
        delicious, -, lecker, lecker, -, food
        warm, warmer, warm, warm, wa:rmer, room food
        clean, cleaner, sauber, sauber, sauberer, room
        dark, darker, dunkel, dunkl, dunkler, room
        loud, louder, laut, laut, lauter, room lodging
        quiet, quieter, ruhig, ruhig, ruhiger, room lodging
        young, younger, jung, jung, ju:nger, family
        tall, taller, gros:, gros:, gro:s:er, family
        friendly, friendlier, freundlich, freundlich, freundlicher, family
        """;

    /** English, German, gender, German plural, classes, prepositions: English at, German at, to. */
    static final String PLACES =
        """
        station, Bahnhof, m, Bahnho:fe, town public station, at an zu
        airport, Flughafen, m, Flugha:fen, public station, at an zu
        bus stop, Bushaltestelle, f, Bushaltestellen, town station, at an zu
        hotel, Hotel, n, Hotels, town lodging sleep work, in in zu
        restaurant, Restaurant, n, Restaurants, town lodging eat work hours public, in in in
        cafe, Caf\u00e9, n, Caf\u00e9s, town eat public hours lodging, in in in
        supermarket, Supermarkt, m, Superma:rkte, es town shop hours work, in in in
        market, Markt, m, Ma:rkte, es shop public, at auf auf
        bakery, Ba:ckerei, f, Ba:ckereien, town errand hours work, in in zu
        pharmacy, Apotheke, f, Apotheken, town hours errand, in in zu
        bank, Bank, f, Banken, town hours errand, in in zu
        museum, Museum, n, Museen, town sight public hours lodging, in in in
        church, Kirche, f, Kirchen, town sight public, in in in
        castle, Schloss, n, Schlo:sser, es sight public, in in zu
        cinema, Kino, n, Kinos, town evening public lodging, in in in
        park, Park, m, Parks, town sight public leisure, in in in
        library, Bibliothek, f, Bibliotheken, town learn hours work, in in in
        school, Schule, f, Schulen, learn work, at in zu
        hospital, Krankenhaus, n, Krankenha:user, es town work, in in in
        beach, Strand, m, Stra:nde, es leisure public, at an an
        lake, See, m, Seen, swim, in in an
        kitchen, Ku:che, f, Ku:chen, house cooking, in in in
        garden, Garten, m, Ga:rten, house leisure, in in in
        city, Stadt, f, Sta:dte, shop public, in in in
        """;

    /** Verbs: English forms, German forms, objects, places, flags ({@code !} is the command). */
    static final String VERBS =
        """
        buy buys bought buying | - kaufen kaufst kauft gekauft h | acc clothing pair thing food mass | shop | !kauf
        eat eats ate eating | - essen isst isst gegessen h | acc food mass | eat | like with
        drink drinks drank drinking | - trinken trinkst trinkt getrunken h | acc drink container | eat | like with
        order orders ordered ordering | - bestellen bestellst bestellt bestellt h | acc food cup container | eat | !bestell
        cook cooks cooked cooking | - kochen kochst kocht gekocht h | acc cook stew | cooking | like !koch
        bring brings brought bringing | mit bringen bringst bringt mitgebracht h | acc bring container | - | !bring nowhere
        read reads read reading | - lesen liest liest gelesen h | acc reading | leisure | like !lies
        write writes wrote writing | - schreiben schreibst schreibt geschrieben h | acc letter2 | eat | !schreib
        visit visits visited visiting | - besuchen besuchst besucht besucht h | acc people sight | - | nowhere
        meet meets met meeting | - treffen triffst trifft getroffen h | acc people | public | -
        pick+up picks picked picking | ab holen holst holt abgeholt h | acc people | station | !hol
        call calls called calling | an rufen rufst ruft angerufen h | acc people | - | !ruf nowhere
        invite invites invited inviting | ein laden la:dst la:dt eingeladen h | acc people | - | !lad nowhere
        help helps helped helping | - helfen hilfst hilft geholfen h | dat people | house | !hilf
        listen~to listens listened listening | zu ho:ren ho:rst ho:rt zugeho:rt h | dat people | - | !ho:r nowhere
        wait~for waits waited waiting | - warten wartest wartet gewartet h | auf-acc ride people | station | !warte
        look~forward~to looks looked looking | - freuen freust freut gefreut h | auf-acc joy | - | sich nowhere eager
        talk~to talks talked talking | - sprechen sprichst spricht gesprochen h | mit-dat people | public | !sprich
        look~for looks looked looking | - suchen suchst sucht gesucht h | acc lost people | public | -
        lose loses lost losing | - verlieren verlierst verliert verloren h | acc lost | public | past
        forget forgets forgot forgetting | - vergessen vergisst vergisst vergessen h | acc lost bill | public | past
        miss misses missed missing | - verpassen verpasst verpasst verpasst h | acc ride | - | past
        take takes took taking | - nehmen nimmst nimmt genommen h | acc ride2 | - | !nimm nowhere
        open opens opened opening | auf machen machst macht aufgemacht h | acc home pack | - | !mach nowhere
        close closes closed closing | zu machen machst macht zugemacht h | acc home pack | - | !mach nowhere
        turn+on turns turned turning | an machen machst macht angemacht h | acc device | - | !mach nowhere
        turn+off turns turned turning | aus machen machst macht ausgemacht h | acc device | - | !mach nowhere
        put+on puts put putting | an ziehen ziehst zieht angezogen h | acc clothing pair | - | !zieh nowhere
        take+off takes took taking | aus ziehen ziehst zieht ausgezogen h | acc wear pair3 | - | !zieh nowhere
        tidy+up tidies tidied tidying | auf ra:umen ra:umst ra:umt aufgera:umt h | acc room | - | !ra:um nowhere
        clean cleans cleaned cleaning | - putzen putzt putzt geputzt h | acc room home | - | !putz nowhere
        repair repairs repaired repairing | - reparieren reparierst repariert repariert h | acc repair | house | !reparier
        pack packs packed packing | - packen packst packt gepackt h | acc pack | - | !pack nowhere
        rent rents rented renting | - mieten mietest mietet gemietet h | acc rent | - | -
        pay pays paid paying | - bezahlen bezahlst bezahlt bezahlt h | acc bill | eat | !bezahl
        look~at looks looked looking | an sehen siehst sieht angesehen h | acc sight | - | sich-dat with nowhere
        learn learns learned learning | - lernen lernst lernt gelernt h | acc language | learn | like with
        play plays played playing | - spielen spielst spielt gespielt h | fixed game | leisure | like with
        get~up gets got getting | auf stehen stehst steht aufgestanden s | none | - | manner nowhere
        fall~asleep falls fell falling | ein schlafen schla:fst schla:ft eingeschlafen s | none | - | manner nowhere
        sleep sleeps slept sleeping | - schlafen schla:fst schla:ft geschlafen h | none | sleep | manner like
        leave leaves left leaving | ab fahren fa:hrst fa:hrt abgefahren s | none | - | nowhere manner
        come~back comes came coming | zuru:ck kommen kommst kommt zuru:ckgekommen s | none | - | with nowhere manner
        get~on gets got getting | ein steigen steigst steigt eingestiegen s | in station | - | nowhere
        get~off gets got getting | aus steigen steigst steigt ausgestiegen s | in station | - | nowhere
        change~trains changes changed changing | um steigen steigst steigt umgestiegen s | fixed incity | - | nowhere
        go~shopping goes went going | ein kaufen kaufst kauft eingekauft h | none | shop | with like
        go~for~a~walk goes went going | spazieren_ gehen gehst geht gegangen s | none | leisure | with like
        watch~TV watches watched watching | fern sehen siehst sieht ferngesehen h | none | - | with like nowhere
        rest rests rested resting | aus ruhen ruhst ruht ausgeruht h | none | leisure | sich
        work works worked working | - arbeiten arbeitest arbeitet gearbeitet h | none | work | with like
        swim swims swam swimming | - schwimmen schwimmst schwimmt geschwommen s | none | swim | with like
        dance dances danced dancing | - tanzen tanzt tanzt getanzt h | none | - | with like manner
        go goes went going | - gehen gehst geht gegangen s | to shop eat evening errand leisure swim | - | dir with like
        go goes went going | - gehen gehst geht gegangen s | fixed home | - | with like nowhere
        drive drives drove driving | - fahren fa:hrst fa:hrt gefahren s | fixed tocity | - | dir with
        fly flies flew flying | - fliegen fliegst fliegt geflogen s | fixed tocity | - | dir with
        need needs needed needing | - brauchen brauchst braucht gebraucht h | acc clothing pair2 needed | - | special state
        know knows knew knowing | - kennen kennst kennt gekannt h | acc people sight | - | special state
        have has had having | - haben hast hat gehabt h | acc possession | - | special state
        love loves loved loving | - lieben liebst liebt geliebt h | acc people | - | special state
        give gives gave giving | - geben gibst gibt gegeben h | acc gift reading letter | - | special giving
        show shows showed showing | - zeigen zeigst zeigt gezeigt h | acc room thing sight | - | special giving
        rain rains rained raining | - regnen regnest regnet geregnet h | none | - | special weather
        snow snows snowed snowing | - schneien schneist schneit geschneit h | none | - | special weather
        put puts put putting | - legen legst legt gelegt h | none | - | special
        put puts put putting | - stellen stellst stellt gestellt h | none | - | special
        """;

    /**
     * For each class of objects: of ten, how many without article, indefinite and definite (the
     * rest is owned); the class of its adjectives; the class of its nouns where it differs.
     */
    static final Map<String, String> CLASSES =
        Map.ofEntries(
            Map.entry("food", "0 7 3 food"),
            Map.entry("cook", "0 7 3 -"),
            Map.entry("stew", "10 0 0 -"),
            Map.entry("bring", "0 9 1 -"),
            Map.entry("mass", "10 0 0 mass"),
            Map.entry("drink", "10 0 0 drink"),
            Map.entry("cup", "0 8 2 cup"),
            Map.entry("container", "0 10 0 -"),
            Map.entry("clothing", "0 5 3 clothing"),
            Map.entry("wear", "0 0 4 clothing clothing"),
            Map.entry("pair", "2 0 4 clothing"),
            Map.entry("pair2", "5 0 2 clothing pair"),
            Map.entry("pair3", "0 0 4 clothing pair"),
            Map.entry("thing", "0 6 3 thing"),
            Map.entry("gift", "0 8 2 thing"),
            Map.entry("reading", "0 5 4 -"),
            Map.entry("letter", "0 7 3 -"),
            Map.entry("letter2", "0 8 2 - letter3"),
            Map.entry("lost", "0 0 3 -"),
            Map.entry("needed", "0 6 1 -"),
            Map.entry("pack", "0 0 4 -"),
            Map.entry("bill", "0 0 10 -"),
            Map.entry("device", "0 0 10 -"),
            Map.entry("repair", "0 0 5 -"),
            Map.entry("home", "0 0 10 -"),
            Map.entry("room", "0 0 10 -"),
            Map.entry("rent", "0 9 1 -"),
            Map.entry("vehicle", "0 0 4 vehicle"),
            Map.entry("ride", "0 0 10 -"),
            Map.entry("ride2", "0 2 8 - ride"),
            Map.entry("sight", "0 0 10 -"),
            Map.entry("joy", "0 0 10 -"),
            Map.entry("possession", "0 10 0 -"),
            Map.entry("language", "10 0 0 -"));

    /** What follows a verb without an article. */
    static final Map<String, String> FIXED =
        Map.of(
            "game",
            "football=Fus:ball, cards=Karten, tennis=Tennis, chess=Schach, the piano=Klavier,"
                + " the guitar=Gitarre",
            "home",
            "home=nach Hause",
            "tocity",
            "to Berlin=nach Berlin, to Hamburg=nach Hamburg, to Munich=nach Mu:nchen,"
                + " to Vienna=nach Wien, to Cologne=nach Ko:ln",
            "incity",
            "in Berlin=in Berlin, in Hamburg=in Hamburg, in Munich=in Mu:nchen,"
                + " in Vienna=in Wien, in Cologne=in Ko:ln");

    static final String CITIES =
        "Berlin=Berlin, Hamburg=Hamburg, Munich=Mu:nchen, Vienna=Wien, Cologne=Ko:ln";

    static final String COUNTRIES =
        "Germany=Deutschland, Austria=O:sterreich, France=Frankreich, Italy=Italien";

    /** How a verb of the flag {@code manner} is done. */
    static final Map<String, String> MANNERS =
        Map.of(
            "aufstehen", "early=fru:h, late=spa:t",
            "einschlafen", "early=fru:h, late=spa:t",
            "abfahren", "early=fru:h, late=spa:t",
            "zuru:ckkommen", "early=fru:h, late=spa:t",
            "schlafen", "well=gut, badly=schlecht",
            "tanzen", "well=gut, badly=schlecht");

    static final String[] DAYS = {
      "Monday=Montag",
      "Tuesday=Dienstag",
      "Wednesday=Mittwoch",
      "Thursday=Donnerstag",
      "Friday=Freitag",
      "Saturday=Samstag",
      "Sunday=Sonntag"
    };

    static final String[] SPANS = {
      "hours=Stunden", "days=Tagen", "weeks=Wochen", "months=Monaten", "years=Jahren"
    };

    /** How many of {@link #SPANS} are short enough for everyday doings. */
    static final int SHORT_SPANS = 3;

    static final String[] MONTHS = {
      "January=Januar",
      "February=Februar",
      "March=Ma:rz",
      "April=April",
      "May=Mai",
      "June=Juni",
      "July=Juli",
      "August=August",
      "September=September",
      "October=Oktober",
      "November=November",
      "December=Dezember"
    };

    /** Times by the tense that they suit. Words in capitals are filled in. */
    static final Map<String, String> TIMES =
        Map.of(
            "past",
            """
            yesterday = gestern
            yesterday = gestern
            yesterday evening = gestern Abend
            the day before yesterday = vorgestern
            this morning = heute Morgen
            last week = letzte Woche
            last weekend = letztes Wochenende
            on DAY = am DAY
            NUMBER SPAN ago = vor NUMBER SPAN
            """,
            "past-day",
            """
            yesterday = gestern
            yesterday evening = gestern Abend
            this morning = heute Morgen
            last week = letzte Woche
            last weekend = letztes Wochenende
            on DAY = am DAY
            """,
            "future",
            """
            tomorrow = morgen
            tomorrow = morgen
            tomorrow morning = morgen fru:h
            tomorrow evening = morgen Abend
            the day after tomorrow = u:bermorgen
            this evening = heute Abend
            next week = na:chste Woche
            next weekend = na:chstes Wochenende
            on DAY = am DAY
            in NUMBER SPAN = in NUMBER SPAN
            """,
            "future-day",
            """
            tomorrow = morgen
            tomorrow morning = morgen fru:h
            tomorrow evening = morgen Abend
            this evening = heute Abend
            the day after tomorrow = u:bermorgen
            next week = na:chste Woche
            on DAY = am DAY
            """,
            "now",
            """
            today = heute
            today = heute
            now = jetzt
            this evening = heute Abend
            """,
            "often",
            """
            often = oft
            always = immer
            never = nie
            sometimes = manchmal
            usually = meistens
            """,
            "habit",
            """
            every day = jeden Tag
            every morning = jeden Morgen
            every evening = jeden Abend
            every week = jede Woche
            on DAYs = DAYs
            on weekends = am Wochenende
            in the evening = abends
            in the morning = morgens
            in summer = im Sommer
            in winter = im Winter
            """,
            "next-day",
            """
            tomorrow = morgen
            today = heute
            on DAY = am DAY
            """,
            "weekly",
            """
            on DAYs = DAYs
            """);

    static final String WEATHER =
        "cold=kalt, warm=warm, hot=heis:, cool=ku:hl, sunny=sonnig, windy=windig, cloudy=bewo:lkt";

    static final String BEING =
        "tired=mu:de, ill=krank, happy=froh, sad=traurig, at home=zu Hause, busy=bescha:ftigt,"
            + " on vacation=im Urlaub, alone=allein, nervous=nervo:s, in Berlin=in Berlin,"
            + " in Vienna=in Wien";

    static final String[] HAVING = {
      "hungry=Hunger=keinen Hunger",
      "thirsty=Durst=keinen Durst",
      "lucky=Glu:ck=kein Glu:ck",
      "right=recht=nicht recht",
      "afraid=Angst=keine Angst",
      "afraid of the dog=Angst vor dem Hund=keine Angst vor dem Hund"
    };

    /** Short main clauses that a reason follows, and the modes that suit the reason. */
    static final String[] REASONABLE = {
      "be tired=sein mu:de=PAST HAVE_TO",
      "be happy=sein froh=PAST WILL CAN",
      "be sad=sein traurig=PAST HAVE_TO",
      "be nervous=sein nervo:s=HAVE_TO WILL",
      "be staying at home=bleiben zu Hause=HAVE_TO WANT_TO",
      "can't come=ko:nnen nicht kommen=HAVE_TO WANT_TO",
      "be not coming along=kommen nicht mit=HAVE_TO WANT_TO",
      "be in a hurry=haben es eilig=HAVE_TO WANT_TO"
    };

    static final Map<String, String> FINITE =
        Map.of(
            "sein", SEIN,
            "haben", HABEN,
            "bleiben", "bleibe bleibst bleibt bleiben",
            "kommen", "komme kommst kommt kommen",
            "ko:nnen", "kann kannst kann ko:nnen");

    /** What follows {@code if}; {@code SOON} is where German puts the time. */
    static final String CONDITIONS =
        "it rains=es SOON regnet, it snows=es SOON schneit, it is cold=es SOON kalt ist,"
            + " it is warm=es SOON warm ist, the weather is good=das Wetter SOON gut ist,"
            + " the weather is bad=das Wetter SOON schlecht ist, the sun shines=SOON die Sonne"
            + " scheint, you have time=du SOON Zeit hast, we have time=wir SOON Zeit haben,"
            + " the train is late=der Zug SOON Verspa:tung hat, the museum is closed=das Museum"
            + " SOON geschlossen ist";

    /** Main clauses that an infinitive follows: English (and third person), German. */
    static final String INFINITIVE_MAINS =
        "forgot=haben vergessen, promised=haben versprochen, tried=haben versucht,"
            + " decided=haben beschlossen, plan/plans=haben vor,"
            + " don't have time/doesn't have time=haben keine Zeit";

    /** Where one goes and what for. */
    static final String[] ERRANDS = {
      "shop kaufen",
      "shop kaufen",
      "shop kaufen",
      "eat essen",
      "eat trinken",
      "station abholen",
      "swim schwimmen",
      "learn lernen",
      "learn lesen"
    };

    static final String SINCE =
        "since yesterday=seit gestern, since Monday=seit Montag, since Friday=seit Freitag,"
            + " since Sunday=seit Sonntag, since last week=seit letzter Woche,"
            + " since this morning=seit heute Morgen";

    static final String ILLNESSES =
        "a headache=Kopfschmerzen, a toothache=Zahnschmerzen, a stomach ache=Bauchschmerzen,"
            + " a fever=Fieber, a cough=Husten,"
            + " a cold=eine Erka:ltung, the flu=die Grippe";

    /** What lasts up to now: English, German forms and what follows them. */
    static final String[] LASTING = {
      "living CITY=wohne wohnst wohnt wohnen/CITY",
      "living CITY=wohne wohnst wohnt wohnen/CITY",
      "working CITY=arbeite arbeitest arbeitet arbeiten/CITY",
      "learning German=lerne lernst lernt lernen/Deutsch",
      "learning English=lerne lernst lernt lernen/Englisch",
      "waiting for the bus=warte wartest wartet warten/auf den Bus",
      "waiting for the train=warte wartest wartet warten/auf den Zug",
      "ill=bin bist ist sind/krank",
      "on vacation=bin bist ist sind/im Urlaub"
    };

    static final String[] FEELINGS = {
      "be fine=geht es gut",
      "be cold=ist kalt",
      "be warm=ist warm",
      "feel sick=ist schlecht",
      "feel dizzy=ist schwindlig",
      "feel better=geht es besser",
      "feel bad=geht es schlecht"
    };

    /** English base and third person, German finite verb and prefix. */
    static final String[] OPENING = {"open/opens/macht/auf", "close/closes/macht/zu"};

    static final String[] BEGINNING = {"begin/begins/fa:ngt/an", "end/ends/ist/zu Ende"};

    static final String[] HAVE_KIN = {"have/has/habe hast hat haben"};

    static final String[] NEED_THINGS = {
      "need/needs/brauche brauchst braucht brauchen", "have/has/habe hast hat haben"
    };

    static final String[] BOOKINGS = {
      "a table for NUMBER people=einen Tisch fu:r NUMBER Personen",
      "a double room for NUMBER nights=ein Doppelzimmer fu:r NUMBER Na:chte",
      "a single room for NUMBER nights=ein Einzelzimmer fu:r NUMBER Na:chte",
      "an apartment for NUMBER weeks=eine Wohnung fu:r NUMBER Wochen",
      "a table by the window=einen Tisch am Fenster"
    };

    /** English and German prepositions of place; {@code in} stands last. */
    static final String[] POSITIONS = {
      "on=auf", "under=unter", "next to=neben", "behind=hinter", "in front of=vor", "in=in"
    };

    static final String[] ENGLISH_NUMBERS =
        ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
                + " fifteen sixteen seventeen eighteen nineteen")
            .split(" ");

    static final String[] GERMAN_NUMBERS =
        ("null eins zwei drei vier fu:nf sechs sieben acht neun zehn elf zwo:lf dreizehn vierzehn"
                + " fu:nfzehn sechzehn siebzehn achtzehn neunzehn")
            .split(" ");

    static final String[] ENGLISH_TENS =
        "- ten twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

    static final String[] GERMAN_TENS =
        "- zehn zwanzig dreis:ig vierzig fu:nfzig sechzig siebzig achtzig neunzig".split(" ");

    static final Map<String, String> ENGLISH_ORDINALS =
        Map.of(
            "one",
            "first",
            "two",
            "second",
            "three",
            "third",
            "five",
            "fifth",
            "eight",
            "eighth",
            "nine",
            "ninth",
            "twelve",
            "twelfth",
            "twenty",
            "twentieth",
            "thirty",
            "thirtieth");

    /** Set phrases that are also said to somebody by name. */
    static final String ADDRESSED =
        """
        Good morning! = Guten Morgen!
        Good day! = Guten Tag!
        Good evening! = Guten Abend!
        Good night! = Gute Nacht!
        Hello! = Hallo!
        Goodbye! = Auf Wiedersehen!
        Bye! = Tschu:ss!
        See you tomorrow! = Bis morgen!
        See you later! = Bis spa:ter!
        See you soon! = Bis bald!
        Welcome! = Willkommen!
        Congratulations! = Herzlichen Glu:ckwunsch!
        Happy birthday! = Alles Gute zum Geburtstag!
        Get well soon! = Gute Besserung!
        Have a good trip! = Gute Reise!
        Good luck! = Viel Glu:ck!
        Have fun! = Viel Spas:!
        Cheers! = Prost!
        Enjoy your meal! = Guten Appetit!
        How are you? = Wie geht es dir?
        What is your name? = Wie heis:t du?
        How old are you? = Wie alt bist du?
        Where are you from? = Woher kommst du?
        Where do you live? = Wo wohnst du?
        What do you do for a living? = Was machst du beruflich?
        What are you doing? = Was machst du?
        Where are you going? = Wohin gehst du?
        Can you help me? = Kannst du mir helfen?
        Do you speak English? = Sprichst du Englisch?
        Do you understand me? = Verstehst du mich?
        What would you like? = Was mo:chtest du?
        What is the matter? = Was ist los?
        What time is it? = Wie spa:t ist es?
        Are you coming along? = Kommst du mit?
        Are you ready? = Bist du fertig?
        Thank you! = Danke!
        Thank you very much! = Vielen Dank!
        You are welcome. = Gern geschehen.
        I am sorry. = Es tut mir leid.
        I am in a hurry. = Ich habe es eilig.
        I don't know. = Ich weis: es nicht.
        I love you. = Ich liebe dich.
        I miss you. = Ich vermisse dich.
        Nice to meet you. = Freut mich.
        It doesn't matter. = Das macht nichts.
        Never mind. = Schon gut.
        Of course. = Natu:rlich.
        That is right. = Das stimmt.
        That is not possible. = Das geht nicht.
        I have a question. = Ich habe eine Frage.
        I am lost. = Ich habe mich verlaufen.
        I am looking forward to it. = Ich freue mich darauf.
        Wait a moment! = Warte einen Moment!
        Hurry up! = Beeil dich!
        Take care! = Pass auf dich auf!
        Come in! = Komm herein!
        Sit down! = Setz dich!
        Don't worry! = Mach dir keine Sorgen!
        Be careful! = Sei vorsichtig!
        Help me! = Hilf mir!
        """;

    /** Set phrases that train alone has. */
    static final String PHRASES =
        """
        I don't understand. = Ich verstehe nicht.
        Yes. = Ja.
        No. = Nein.
        Please. = Bitte.
        Maybe. = Vielleicht.
        Excuse me. = Entschuldigung.
        Yes, please. = Ja, bitte.
        No, thank you. = Nein, danke.
        Thanks a lot. = Danke scho:n.
        Thank you for your help. = Danke fu:r deine Hilfe.
        Here you are. = Bitte scho:n.
        All right. = In Ordnung.
        With pleasure. = Mit Vergnu:gen.
        Not at all. = U:berhaupt nicht.
        That's enough. = Das reicht.
        That's all. = Das ist alles.
        What a pity! = Wie schade!
        Watch out! = Vorsicht!
        Help! = Hilfe!
        Fire! = Feuer!
        Stop! = Halt!
        Bless you! = Gesundheit!
        Merry Christmas! = Frohe Weihnachten!
        Happy New Year! = Ein gutes neues Jahr!
        Happy Easter! = Frohe Ostern!
        Have a nice day! = Einen scho:nen Tag noch!
        Have a nice evening! = Einen scho:nen Abend noch!
        Have a nice weekend! = Ein scho:nes Wochenende!
        Sleep well! = Schlaf gut!
        Sweet dreams! = Tra:um was Scho:nes!
        I am fine, thank you. = Mir geht es gut, danke.
        And you? = Und dir?
        Long time no see! = Lange nicht gesehen!
        Could you repeat that, please? = Kannst du das bitte wiederholen?
        Could you speak more slowly, please? = Kannst du bitte langsamer sprechen?
        How do you say that in German? = Wie sagt man das auf Deutsch?
        What does that mean? = Was bedeutet das?
        I speak a little German. = Ich spreche ein wenig Deutsch.
        The bill, please. = Die Rechnung, bitte.
        The menu, please. = Die Speisekarte, bitte.
        Keep the change. = Stimmt so.
        Is this seat taken? = Ist dieser Platz besetzt?
        Is this seat free? = Ist dieser Platz frei?
        I have a reservation. = Ich habe reserviert.
        Do you have a free room? = Hast du ein freies Zimmer?
        How much is it? = Was kostet das?
        That is too expensive for me. = Das ist mir zu teuer.
        Can I pay by card? = Kann ich mit Karte bezahlen?
        I am just looking. = Ich schaue mich nur um.
        I will take it. = Ich nehme es.
        Where are the toilets? = Wo sind die Toiletten?
        Call a doctor! = Hol einen Arzt!
        Call the police! = Ruf die Polizei!
        My wallet was stolen. = Meine Brieftasche wurde gestohlen.
        I am allergic to nuts. = Ich bin allergisch gegen Nu:sse.
        I don't eat meat. = Ich esse kein Fleisch.
        I am a vegetarian. = Ich bin Vegetarier.
        I am just a beginner. = Ich bin nur ein Anfa:nger.
        Everything is fine. = Alles ist gut.
        No problem. = Kein Problem.
        What do you think? = Was meinst du?
        I think so. = Ich glaube schon.
        I hope so. = Hoffentlich.
        Neither do I. = Ich auch nicht.
        Me too. = Ich auch.
        It depends. = Es kommt darauf an.
        Straight ahead. = Geradeaus.
        On the left. = Links.
        On the right. = Rechts.
        Left. = Nach links.
        Right. = Nach rechts.
        Entrance. = Eingang.
        Exit. = Ausgang.
        Closed. = Geschlossen.
        Open. = Geo:ffnet.
        What day is it today? = Welcher Tag ist heute?
        How is the weather? = Wie ist das Wetter?
        Today is my birthday. = Ich habe heute Geburtstag.
        We are on vacation. = Wir sind im Urlaub.
        I am here on business. = Ich bin gescha:ftlich hier.
        It was a pleasure. = Es war mir ein Vergnu:gen.
        Make yourself at home. = Fu:hl dich wie zu Hause.
        Greetings to your family. = Gru:s: deine Familie.
        Let's go! = Gehen wir!
        Let's eat! = Lass uns essen!
        I have no idea. = Ich habe keine Ahnung.
        It is my turn. = Ich bin an der Reihe.
        It is your turn. = Du bist an der Reihe.
        Leave me alone! = Lass mich in Ruhe!
        Keep the receipt. = Behalte den Beleg.
        Better late than never. = Besser spa:t als nie.
        All's well that ends well. = Ende gut, alles gut.
        Practice makes perfect. = U:bung macht den Meister.
        The early bird catches the worm. = Morgenstund hat Gold im Mund.
        Time is money. = Zeit ist Geld.
        Other countries, other customs. = Andere La:nder, andere Sitten.
        I keep my fingers crossed for you. = Ich dru:cke dir die Daumen.
        It is raining cats and dogs. = Es regnet in Stro:men.
        It is all Greek to me. = Ich verstehe nur Bahnhof.
        """;
  }
}
