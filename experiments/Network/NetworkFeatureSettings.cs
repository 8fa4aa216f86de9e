using Experiments.Training.Features;

namespace Experiments.Network;

/// <summary>Where features come from.</summary>
/// <param name="Path">The file of a model, or of features computed elsewhere.</param>
/// <param name="Model">How to feed the model; null when the file holds features.</param>
internal sealed record NetworkFeatureSettings(string Path, FeatureModelOptions? Model);
