using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Experiments.Output.Tables;

namespace Experiments.Cli;

/// <summary>
/// What a user can give a command, declared once: name, default, how it is read, what is refused, how a command in
/// canonical form has it, and help. Readers throw a <see cref="UsageException"/> that says what is wrong with a word;
/// the setting's name is put before it.
/// </summary>
internal abstract record Setting
{
    // What help has room for beside an option's name.
    private const int LongestChoice = 24;

    private protected Setting(string name, string? helpName, string description, Default? usual, ArgumentArity arity)
    {
        Name = name;
        var help = usual is null ? description : $"{description} [default: {usual.Shown}]";
        Symbol = name.StartsWith('-')
            ? new Option<string[]>(name)
            {
                Description = help,
                HelpName = helpName,
                Arity = arity,
                AllowMultipleArgumentsPerToken = arity.MaximumNumberOfValues > 1,
                CustomParser = Words,
            }
            : new Argument<string[]>(name) { Description = help, Arity = arity, CustomParser = Words };

        // System.CommandLine has nothing to read but words.
        static string[] Words(ArgumentResult result) => [.. result.Tokens.Select(token => token.Value)];
    }

    /// <summary>The option's name, such as --step, or that of an argument.</summary>
    public string Name { get; }

    /// <summary>What System.CommandLine knows of it.</summary>
    public Symbol Symbol { get; }

    /// <summary>
    /// Whether the option is repeated for each further word, so that the words behind it are arguments.
    /// </summary>
    public bool IsRepeated
    {
        get;
        init
        {
            ((Option)Symbol).AllowMultipleArgumentsPerToken = !value;
            field = value;
        }
    }

    /// <summary>A letter that stands for the name, such as -o.</summary>
    public string? Alias
    {
        get;
        init
        {
            ((Option)Symbol).Aliases.Add(value!);
            field = value;
        }
    }

    /// <summary>Words that a shell offers for its value.</summary>
    public IReadOnlyList<string> Completions
    {
        get;
        init
        {
            ((Option)Symbol).CompletionSources.Add([.. value]);
            field = value;
        }
    }

        = [];

    /// <summary>
    /// Whether an output's bytes depend on it, so that a command in canonical form has it where it is not the default.
    /// </summary>
    public bool ChangesBytes { get; init; } = true;

    /// <summary>
    /// What stands behind the name in a command in canonical form, where that does not follow from the setting alone;
    /// null where it is left out.
    /// </summary>
    public Func<Given, string?>? Canonical { get; init; }

    /// <summary>
    /// The setting in a command in canonical form: "--step 1"; null where it is the default or changes no byte.
    /// </summary>
    public string? Spelled(Given given) => !ChangesBytes || (Canonical ?? Difference)(given) is not { } words ? null
        : words.Length == 0 ? Name
        : Symbol is Argument ? words
        : $"{Name} {words}";

    /// <summary>Whether a command line gives it.</summary>
    public bool IsGiven(Given given) => given.Words(this) is not null;

    /// <summary>Something that is there or not.</summary>
    public static Setting<bool> Flag(string name, string description) =>
        new(name, null, description, null, ArgumentArity.Zero, none: false, _ => true, isGiven => isGiven ? string.Empty : null);

    /// <summary>One word.</summary>
    public static Setting<T> One<T>(
        string name, string helpName, string description, Default? usual, Func<string, T> read, Func<T, string?> spell) =>
        new(name, helpName, description, usual, ArgumentArity.ExactlyOne, none: default!, words => read(words[0]), spell);

    /// <summary>
    /// One of some words, each of which stands for a value; the default is a value, or none that a word stands for.
    /// </summary>
    public static Setting<T> Choice<T>(string name, string description, T usual, params (string Word, T Value)[] choices)
    {
        string[] words = [.. choices.Select(choice => choice.Word)];
        var (word, all) = (Spell(usual), string.Join('|', words));
        var isShort = all.Length <= LongestChoice;
        return One(
            name,
            isShort ? all : "NAME",
            isShort ? description : $"{description}: {string.Join(", ", words)}",
            word is null ? null : (Default)word,
            Read,
            Spell) with
        {
            Completions = words,
        };

        T Read(string text) => choices.Any(choice => choice.Word == text)
            ? choices.First(choice => choice.Word == text).Value
            : throw new UsageException($"'{Excerpt.Of(text)}' is not one of {string.Join(", ", words)}.");

        string? Spell(T value) => choices.FirstOrDefault(choice => EqualityComparer<T>.Default.Equals(choice.Value, value)).Word;
    }

    /// <summary>A whole number within limits.</summary>
    public static Setting<int> Integer(string name, string description, Default usual, int least, int most) =>
        One(name, "N", description, usual, text => (int)WholeNumber(text, least, most), Text);

    /// <summary>A decimal number, taken exactly.</summary>
    public static Setting<ExactNumber> Decimal(string name, string description, Default usual) =>
        One(name, "NUMBER", description, usual, ExactNumber.Parse, number => number.Canonical);

    /// <summary>A file or folder; a command in canonical form has its name alone.</summary>
    public static Setting<string?> Path(string name, string helpName, string description, Default? usual = null) =>
        One(name, helpName, description, usual, PathOf, path => path is null ? null : Word(NameOf(path)));

    /// <summary>
    /// Several words, separated by blanks or commas, each of which stands for a value; repeated ones count once.
    /// </summary>
    public static Setting<IReadOnlyList<T>> List<T>(
        string name, string helpName, string description, Default? usual, Func<string, T> read, Func<T, string> spell) =>
        Several<IReadOnlyList<T>>(
        name,
        helpName,
        description,
        usual,
        none: [],
        words => [.. words.Select(read).Distinct()],
        values => values.Count == 0 ? null : string.Join(' ', values.Select(spell)));

    /// <summary>Several words, separated by blanks or commas, read together.</summary>
    public static Setting<T> Several<T>(
        string name,
        string helpName,
        string description,
        Default? usual,
        T none,
        Func<IReadOnlyList<string>, T> read,
        Func<T, string?> spell) => new(
        name,
        helpName + "...",
        description,
        usual,
        ArgumentArity.OneOrMore,
        none,
        words => words.SelectMany(word => word.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToArray()
            is { Length: > 0 } parts ? read(parts) : throw new UsageException("at least one value is needed."),
        spell);

    /// <summary>Words without an option, none or more, each of which stands for a value; repeated ones count once.</summary>
    public static Setting<IReadOnlyList<T>> Arguments<T>(string name, string description, Func<string, T> read) => new(
        name, null, description, null, ArgumentArity.ZeroOrMore, none: [], words => [.. words.Select(read).Distinct()], _ => null);

    /// <summary>Files that are read, - for standard input; a command in canonical form has their names alone.</summary>
    public static Setting<IReadOnlyList<string>> Files(string name, string description) => new(
        name,
        null,
        description,
        null,
        ArgumentArity.ZeroOrMore,
        none: [],
        words => [.. words.Select(word => word == "-" ? word : PathOf(word)!)],
        paths => paths.Count == 0 ? null : string.Join(' ', paths.Select(path => Word(NameOf(path)))));

    /// <summary>The whole number that a text is.</summary>
    public static long WholeNumber(string text, long least, long most) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new UsageException($"'{Excerpt.Of(text)}' is not a whole number from {least} to {most}.");

    /// <summary>A word as a shell takes it: in single quotes, unless it is of harmless letters.</summary>
    public static string Word(string text) =>
        text.Length > 0 && text.All(IsHarmless) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string? PathOf(string path) => path.Length == 0 || path.All(char.IsWhiteSpace)
        ? throw new UsageException("a name is needed, not an empty one.")
        : path == "-" ? throw new UsageException("'-' is no name: stdin is not read, and stdout not written to; ./- is a file or folder.")
        : path[0] == '-' ? throw new UsageException(
            $"'{Excerpt.Of(path)}' looks like an option; a file or folder of that name is ./{Excerpt.Of(path)}.")
        : path.Contains('\0', StringComparison.Ordinal) ? throw new UsageException("a name cannot contain a zero character.")
        : path;

    /// <summary>What a command in canonical form has in place of the default; null where it is the default.</summary>
    private protected abstract string? Difference(Given given);

    private static bool IsHarmless(char letter) => char.IsLetterOrDigit(letter) || "._-+,/:=@%".Contains(letter, StringComparison.Ordinal);

    private static string NameOf(string path) =>
        System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
