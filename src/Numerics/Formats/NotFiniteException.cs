namespace Experiments.Numerics.Formats;

/// <summary>The exact value was asked for of an infinity, a NaN or a token.</summary>
public sealed class NotFiniteException(string message) : InvalidOperationException(message);
