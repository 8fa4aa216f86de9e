using Experiments.Output.Figures;

namespace Experiments.Samples;

/// <summary>What a figure of a network is about, in the words of its subtitle.</summary>
/// <param name="Data">The data set.</param>
/// <param name="Class0">What class 0 is a picture of.</param>
/// <param name="Class1">What class 1 is a picture of.</param>
/// <param name="Net">The network.</param>
/// <param name="Epoch">The epochs it was trained for.</param>
/// <param name="IsStop">Whether the stopping rule ended the training there.</param>
/// <param name="ValidationAccuracy">The part of the validation images that it then tells right.</param>
internal sealed record Caption(string Data, string Class0, string Class1, string Net, int Epoch, bool IsStop, double ValidationAccuracy)
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

    /// <summary>The data set and the network.</summary>
    public IReadOnlyList<string> About => [$"{Data}, class 1 {Class1}, class 0 {Class0}", Net];
}
