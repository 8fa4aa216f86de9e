namespace Experiments.Losses.Explanations;

/// <summary>A part of a formula as data.</summary>
/// <param name="Operation">What it does, in lower case: x, y, constant, add, exp, select …</param>
/// <param name="Operands">The places of what it does it with.</param>
/// <param name="Argument">
/// The number that a constant is, as a reduced fraction such as 1/10000000; the name of the format that something is
/// stored in or that is asked for; null elsewhere.
/// </param>
public sealed record FormulaPart(string Operation, IReadOnlyList<int> Operands, string? Argument);
