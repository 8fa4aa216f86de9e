namespace Experiments.Training.Data.Jpeg;

/// <summary>A component in a scan and its codes: of the differences of means, and of the other coefficients; null where the scan needs none.</summary>
internal sealed record ScanPart(Component Component, HuffmanTable? Means, HuffmanTable? Coefficients);
