using Experiments.Losses;
using Experiments.Numerics.Formats;

namespace Experiments.Observed;

/// <summary>
/// A library as it was run, and the entries of the catalogues that model what it gave; null where none does, or where the
/// library has no such function.
/// </summary>
/// <param name="Name">The name of its recorded table.</param>
/// <param name="Version">The library's version.</param>
/// <param name="Ulps">How far its exp, log and the like may be off, as measured: see observed/README.md.</param>
/// <param name="Sigmoid">The sigmoid.</param>
/// <param name="OfProbability">The loss of that sigmoid.</param>
/// <param name="OfLogit">The loss of raw outputs.</param>
/// <param name="Gradient">The gradient of that, or of an objective.</param>
/// <param name="Through">The gradient of the loss of the sigmoid, with respect to the raw output.</param>
internal sealed record ObservedStack(
    string Name,
    string Version,
    int Ulps,
    ObservedModel? Sigmoid,
    ObservedModel? OfProbability = null,
    ObservedModel? OfLogit = null,
    ObservedModel? Gradient = null,
    ObservedModel? Through = null)
{
    /// <summary>The day on which it was run.</summary>
    public string Date { get; init; } = "2026-11-28";

    /// <summary>The format that it is given, computes in and gives.</summary>
    public NumberFormat Format { get; init; } = NumberFormat.Named<Float32>();

    /// <summary>Whether it makes 0 of subnormal numbers.</summary>
    public bool Flushes { get; init; }
}

/// <summary>An entry of a catalogue as the model of a quantity.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="In">The format that the library computes in, where it is not the stack's.</param>
/// <param name="Kept">The format that it gives, where it is not the stack's.</param>
internal sealed record ObservedModel(string Entry, NumberFormat? In = null, NumberFormat? Kept = null)
{
    /// <summary>What was done to the quantity by which it was seen from outside; null where it was seen itself.</summary>
    public Func<Expression, Expression>? SeenAs { get; init; }

    /// <summary>
    /// The sigmoid that the library forms within a loss of a probability; null where the loss is given the probability
    /// that is recorded.
    /// </summary>
    public Sigmoid? Within { get; init; }

    /// <summary>An entry in the stack's own format.</summary>
    public static implicit operator ObservedModel(string entry) => new(entry);
}
