using Experiments.Cli;
using Experiments.Output.Tables;

namespace Experiments.Audit;

/// <summary>Which columns or arrays of a file have the outputs and which the labels.</summary>
/// <param name="Outputs">Raw outputs, or probabilities; one or several.</param>
/// <param name="AreProbabilities">Which of the two they are.</param>
/// <param name="Labels">As many labels.</param>
internal sealed record SampleColumns(IReadOnlyList<int> Outputs, bool AreProbabilities, IReadOnlyList<int> Labels)
{
    // What the two columns of a table without names have.
    private static readonly string[] Pair = ["1", "2"];

    private static readonly string[] RawNames =
        ["raw", "logit", "logits", "raw_output", "raw_outputs", "score", "scores", "margin", "decision_function", "x", "z"];

    private static readonly string[] ProbabilityNames =
        ["probability", "probabilities", "prob", "probs", "proba", "p", "y_pred", "y_prob", "y_proba", "pred", "prediction", "sigmoid"];

    private static readonly string[] LabelNames = ["label", "labels", "y", "target", "targets", "y_true", "class", "truth"];

    /// <summary>Whether there are probabilities too, which say less than the raw outputs.</summary>
    public bool LeavesProbabilities { get; private init; }

    /// <summary>
    /// The columns of a file that has these names: those asked for, else those with usual names; of two columns without
    /// names the first has raw outputs and the second labels.
    /// </summary>
    /// <param name="names">The names.</param>
    /// <param name="asked">What the user named.</param>
    /// <param name="file">The file, for messages.</param>
    /// <exception cref="UsageException">A column that was named is not there, or none is found.</exception>
    public static SampleColumns Of(IReadOnlyList<string> names, SampleNames asked, string file)
    {
        if (asked.Raw.Count > 0 && asked.Probability.Count > 0)
        {
            throw new UsageException("--raw and --probability: of both the raw outputs say more; leave --probability out.");
        }

        if (asked.IsEmpty && names.SequenceEqual(Pair))
        {
            return new([0], false, [1]);
        }

        var shown = string.Join(", ", names.Take(20).Select(name => Excerpt.Of(name)));
        int[] raw = [.. asked.Raw.Select(name => Place(name, "--raw"))];
        int[] probability = [.. asked.Probability.Select(name => Place(name, "--probability"))];
        if (raw.Length + probability.Length == 0)
        {
            raw = Guess(RawNames);
            probability = raw.Length > 0 ? [] : Guess(ProbabilityNames);
        }

        var labels = asked.Label.Count > 0 ? [.. asked.Label.Select(name => Place(name, "--label"))] : Guess(LabelNames);
        var outputs = raw.Length > 0 ? raw : probability;
        if (outputs.Length == 0 || labels.Length == 0)
        {
            var (what, options) = outputs.Length == 0
                ? ("raw outputs or probabilities", "--raw NAME or --probability NAME") : ("labels", "--label NAME");
            throw new UsageException($"{file}: no column is known to have {what} among: {shown}; give {options}, or a column's number.");
        }

        return outputs.Length == labels.Length
            ? new(outputs, raw.Length == 0, labels) { LeavesProbabilities = raw.Length > 0 && Guess(ProbabilityNames).Length > 0 }
            : throw new UsageException(
                $"{file}: {outputs.Length} columns of outputs and {labels.Length} of labels; expected as many of one as of the other.");

        int Place(string name, string option) => SampleColumns.Place(names, name) is >= 0 and var place ? place
            : throw new UsageException($"{option}: {file} has no column '{Excerpt.Of(name)}'; it has {shown}.");

        int[] Guess(string[] usual) =>
            [.. usual.Select(name => names.ToList().FindIndex(other => other.Equals(name, StringComparison.OrdinalIgnoreCase)))
                .Where(place => place >= 0).Take(1)];
    }

    /// <summary>Where a column stands that is named, by its name or its number from 1 on; −1 where there is none.</summary>
    public static int Place(IReadOnlyList<string> names, string name)
    {
        var place = names.ToList().IndexOf(name);
        place = place >= 0 ? place : names.ToList().FindIndex(other => other.Equals(name, StringComparison.OrdinalIgnoreCase));
        return place >= 0 ? place : int.TryParse(name, out var number) && number >= 1 && number <= names.Count ? number - 1 : -1;
    }
}

/// <summary>The columns or arrays that the user named, by name or number.</summary>
/// <param name="Raw">Of raw outputs.</param>
/// <param name="Probability">Of probabilities.</param>
/// <param name="Label">Of labels.</param>
/// <param name="HasHeader">Whether a table's first row has names; null where the row itself tells.</param>
internal sealed record SampleNames(
    IReadOnlyList<string> Raw, IReadOnlyList<string> Probability, IReadOnlyList<string> Label, bool? HasHeader)
{
    /// <summary>Whether none is named.</summary>
    public bool IsEmpty => Raw.Count + Probability.Count + Label.Count == 0;

    /// <summary>Whether a column is named by more than its number.</summary>
    public bool HasNames => Raw.Concat(Probability).Concat(Label).Any(name => !int.TryParse(name, out _));

    /// <summary>How labels are read.</summary>
    public SampleLabels Labels { get; init; } = new(IsSoft: false, null);
}
