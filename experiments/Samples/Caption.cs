using Experiments.Output.Figures;

namespace Experiments.Samples;

/// <summary>What a figure of a network is about, in the words of its subtitle.</summary>
/// <param name="Data">The data set.</param>
/// <param name="Class0">What class 0 is a picture of.</param>
/// <param name="Class1">What class 1 is a picture of.</param>
/// <param name="Net">The network.</param>
/// <param name="Seed">The seed of its training.</param>
/// <param name="IsShown">Whether it is the network that the rule of seeds chooses to be shown.</param>
/// <param name="Epoch">The epochs it was trained for.</param>
/// <param name="IsStop">Whether the stopping rule ended the training there.</param>
/// <param name="ValidationAccuracy">The part of the validation images that it then tells right.</param>
internal sealed record Caption(
    string Data, string Class0, string Class1, string Net, ulong Seed, bool IsShown, int Epoch, bool IsStop, double ValidationAccuracy)
{
    /// <summary>The subtitle of a figure over some of its training images.</summary>
    public IReadOnlyList<string> Subtitle(IReadOnlyList<Sample> samples)
    {
        var missing = samples.Count(sample => !sample.IsFinite);
        return
        [
            .. About,
            $"{samples.Count} training image{(samples.Count == 1 ? "" : "s")}"
            + (missing == 0 ? "" : $", {missing} without a finite raw output left out"),
            $"epoch {Epoch}{(IsStop ? " (stop)" : "")}",
            $"validation accuracy {Typeset.Number(ValidationAccuracy, 3)}",
        ];
    }

    /// <summary>The data set, the network and its seed.</summary>
    public IReadOnlyList<string> About =>
    [
        $"{Data}, class 1 {Class1}, class 0 {Class0}",
        Net,
        $"seed {Seed}{(IsShown ? ", of seeds 1 to 20 the lower median by the largest output of class 1" : "")}",
    ];
}
