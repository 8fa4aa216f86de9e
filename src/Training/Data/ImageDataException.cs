namespace Experiments.Training.Data;

/// <summary>Something wrong with the images the user gave: the message names the file, what is there and what was expected.</summary>
public sealed class ImageDataException(string message) : Exception(message);
