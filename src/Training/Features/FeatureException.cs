namespace Experiments.Training.Features;

/// <summary>Something wrong with the features the user gave, or with the model that is to compute them: the message names the file or option, what is there and what was expected.</summary>
public sealed class FeatureException(string message) : Exception(message);
