namespace Experiments.Training.Features;

/// <summary>How to feed a model, and what to take from it.</summary>
/// <param name="Preprocessing">What becomes of pixels first.</param>
/// <param name="Layout">The order of the input's dimensions; null to tell it by the one that is 3.</param>
/// <param name="Size">Rows and columns of a picture; null for the model's own.</param>
/// <param name="Output">The output to take; null for the only one.</param>
public sealed record FeatureModelOptions(Preprocessing Preprocessing, ModelLayout? Layout = null, int? Size = null, string? Output = null);
