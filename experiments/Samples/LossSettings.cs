using Experiments.Cli;
using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Losses.Sigmoids;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Samples;

/// <summary>The settings that choose losses of the catalogue and their constants.</summary>
internal static class LossSettings
{
    private static readonly Rational Half = (Rational)1 / 2;

    /// <summary>The losses.</summary>
    public static Setting<IReadOnlyList<Loss>> Losses { get; } = Setting.List(
        "--loss",
        "NAME",
        "losses of the catalogue, see list --losses",
        Default.Nothing("all, or with a constant or a sigmoid those that take it"),
        Named,
        loss => loss.Name) with
    {
        Completions = [.. Catalogue.All.Select(loss => loss.Name)],
    };

    /// <summary>ε of losses that have one.</summary>
    public static Setting<ExactNumber?> Epsilon { get; } = Number(
        "--epsilon", "ε of the losses, in place of their own", value => value.Sign > 0 && value < Half, "above 0 and below 0.5");

    private static readonly Setting<ExactNumber?> PosWeight = Number(
        "--pos-weight", "factor of the term of label 1", value => value.Sign > 0, "above 0");

    private static readonly Setting<ExactNumber?> Gamma = Number(
        "--gamma", "γ of focal losses, in place of 2", value => value.Sign >= 0, "0 or more");

    private static readonly Setting<ExactNumber?> Alpha = Number(
        "--alpha", "α of focal losses, which weighs label 1 by α and label 0 by 1 − α", IsShare, "from 0 to 1");

    private static readonly Setting<ExactNumber?> Weight = Number(
        "--weight", "weight of the sample, by which loss and gradient are multiplied", value => value.Sign > 0, "above 0");

    private static readonly Setting<ExactNumber?> Smoothing = Number(
        "--smoothing", "s of label smoothing: y·(1 − s) + s/2 takes the label's place", IsShare, "from 0 to 1");

    private static readonly Setting<Sigmoid?> Sigmoid = Setting.One<Sigmoid?>(
        "--sigmoid",
        "NAME",
        "sigmoid in front of losses of a probability, in place of their own, see list --sigmoids",
        usual: null,
        SigmoidNamed,
        sigmoid => sigmoid?.Name) with
    {
        Completions = [.. SigmoidCatalogue.All.Select(sigmoid => sigmoid.Name)],
    };

    /// <summary>All of them, without the losses: what stands in front of a loss, and its constants.</summary>
    public static IReadOnlyList<Setting> Constants { get; } = [Sigmoid, Epsilon, PosWeight, Gamma, Alpha, Weight, Smoothing];

    /// <summary>The losses that were asked for, with their constants; all where none is named.</summary>
    /// <exception cref="UsageException">A loss that was named does not take a constant that was given.</exception>
    public static IReadOnlyList<Loss> Read(Given given) => Read(given, Losses.Read(given));

    /// <summary>Losses that were named, with their constants; all where none is named.</summary>
    /// <exception cref="UsageException">A loss that was named does not take a constant that was given.</exception>
    public static IReadOnlyList<Loss> Read(Given given, IReadOnlyList<Loss> named)
    {
        (Setting Setting, Parameter Parameter)[] chosen =
        [
            .. new (Setting, Parameter)[]
            {
                (Epsilon, Parameter.Epsilon), (PosWeight, Parameter.PosWeight), (Gamma, Parameter.Gamma), (Alpha, Parameter.Alpha),
            }.Where(pair => pair.Item1.IsGiven(given)),
        ];
        foreach (var (setting, parameter) in chosen)
        {
            if (named.FirstOrDefault(loss => !loss.Accepts.Contains(parameter)) is { } other)
            {
                var takers = string.Join(", ", Catalogue.All.Where(loss => loss.Accepts.Contains(parameter)).Select(loss => loss.Name));
                throw new UsageException($"{setting.Name}: {other.Name} does not take it; losses that do are {takers}.");
            }
        }

        var sigmoid = Sigmoid.Read(given);
        if (sigmoid is not null && named.FirstOrDefault(loss => loss.Takes == Takes.Logit) is { } ofLogit)
        {
            throw new UsageException($"{Sigmoid.Name}: {ofLogit.Name} takes the raw output; name a loss of a probability, such as naive.");
        }

        Loss[] losses =
        [
            .. (named.Count > 0 ? named : Catalogue.All).Where(loss => sigmoid is null || loss.Takes == Takes.Probability)
                .Where(loss => chosen.All(pair => loss.Accepts.Contains(pair.Parameter)))
                .Select(loss => Chosen(given, loss)),
        ];
        return losses.Length > 0 ? losses : throw new UsageException(
            $"{string.Join(" and ", chosen.Select(pair => pair.Setting.Name))}: no loss takes all of them; give fewer.");
    }

    /// <summary>A loss with those of the constants that were given which it takes, and with the sigmoid.</summary>
    public static Loss Chosen(Given given, Loss loss) => WithSigmoid(given, loss.With(Parameters(given)));

    /// <summary>Refuses a sigmoid that was given and is written for another format than one of these.</summary>
    /// <exception cref="UsageException">It is.</exception>
    public static void CheckSigmoid(Given given, IEnumerable<NumberFormat> formats)
    {
        if (Sigmoid.Read(given) is { Only: { } only } sigmoid && formats.FirstOrDefault(format => format != only) is { } other)
        {
            throw new UsageException($"{Sigmoid.Name}: {sigmoid.Name} is for {only.Name} alone, not for {other.Name}.");
        }
    }

    /// <summary>Whether the losses are given labels that are made of their own.</summary>
    public static bool AreLabelsSmoothed(Given given) => Smoothing.Read(given) is { Value.Sign: > 0 };

    /// <summary>The label as the losses take it: y·(1 − s) + s/2 with the s of label smoothing, exactly.</summary>
    public static Rational Smoothed(Given given, ExactNumber label) => Smoothed(given, label.Value);

    /// <summary>The same of a label that is no decimal number of a command line.</summary>
    public static Rational Smoothed(Given given, Rational label) =>
        Smoothing.Read(given) is { Value: var s } ? (label * (1 - s)) + (s / 2) : label;

    /// <summary>The loss with a name.</summary>
    /// <exception cref="UsageException">There is none; the nearest name is suggested.</exception>
    public static Loss Named(string name) => Catalogue.Find(name) ?? throw new UsageException(
        $"'{Excerpt.Of(name)}' is not a loss of the catalogue{Suggestions.Suggest(name, Catalogue.All.Select(loss => loss.Name))} "
        + "See experiments list --losses.");

    /// <summary>The sigmoid with a name.</summary>
    /// <exception cref="UsageException">There is none; the nearest name is suggested.</exception>
    public static Sigmoid SigmoidNamed(string name) => SigmoidCatalogue.Find(name) ?? throw new UsageException(
        $"'{Excerpt.Of(name)}' is not a sigmoid of the catalogue{Suggestions.Suggest(name, SigmoidCatalogue.All.Select(one => one.Name))} "
        + "See experiments list --sigmoids.");

    private static LossParameters Parameters(Given given) => new()
    {
        Epsilon = Epsilon.Read(given)?.Value,
        PosWeight = PosWeight.Read(given)?.Value,
        Gamma = Gamma.Read(given)?.Value,
        Alpha = Alpha.Read(given)?.Value,
        Weight = Weight.Read(given)?.Value,
    };

    // The framework forms the slope from σ as it does from its own.
    private static Loss WithSigmoid(Given given, Loss loss) => Sigmoid.Read(given) is not { } sigmoid || loss.Takes == Takes.Logit
        ? loss : loss with { Sigmoid = sigmoid with { Backward = loss.Sigmoid.Backward } };

    private static bool IsShare(Rational value) => value.Sign >= 0 && value.CompareTo(1) <= 0;

    private static Setting<ExactNumber?> Number(string name, string description, Func<Rational, bool> holds, string range) =>
        Setting.One<ExactNumber?>(
            name,
            "NUMBER",
            description,
            usual: null,
            text => ExactNumber.Parse(text) is var number && holds(number.Value) ? number
                : throw new UsageException($"'{Excerpt.Of(text)}' is not {range}."),
            number => number?.Canonical);
}
