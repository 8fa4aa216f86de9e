namespace Experiments.Output.Figures;

/// <summary>Where a text stands beside its point: −1 to the left or below, 1 to the right or above, 0 centred.</summary>
public readonly record struct Side(int Across, int Up);
