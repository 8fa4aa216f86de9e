using System.Globalization;
using Experiments.Numerics.Formats;
using Experiments.Samples;

namespace Experiments.Claims;

/// <summary>A number that the article gives of its training, and ours of another.</summary>
/// <param name="Training">Ours.</param>
/// <param name="Quantity">Its name in the table of seeds.</param>
/// <param name="Ours">Our number.</param>
/// <param name="Article">The article's.</param>
internal sealed record TrainingNumber(TrainingEvidence Training, string Quantity, Float32 Ours, int Article)
{
    /// <summary>
    /// Of the recorded training: whether the article's number lies in the range of twenty seeds. Of another one: how
    /// far ours is from it; that differs by the data, where they are not the user's. The recorded training is one of the
    /// twenty: if it is not within their range, it is not that training.
    /// </summary>
    public Verdict Verdict => !Training.IsRecorded
        ? (Training.Data, About.Judge(Ours, Article)) switch
        {
            ({ }, var verdict) => verdict,
            (null, var verdict) => verdict == Verdict.NotReproduced ? Verdict.Differs : Verdict.Illustrated,
        }
        : !IsWithin(double.Parse(Ours.ToText(), CultureInfo.InvariantCulture)) ? Verdict.NotReproduced
        : IsWithin(Article) ? Verdict.Illustrated
        : Verdict.Differs;

    /// <summary>What it is judged by, in words.</summary>
    public string Words => Training.IsRecorded
        ? $"{SeedTable.Count} seeds give {Text(Range.Least)} … {Text(Range.Most)}, the article {Article}"
        : $"{About.Words(Ours, Article)} {Article}";

    private (double Least, double Most) Range => (SeedTable.Values(Quantity).Min(), SeedTable.Values(Quantity).Max());

    private bool IsWithin(double value) => Range.Least <= value && value <= Range.Most;

    private static string Text(double value) => new Float64(value).ToText();
}
