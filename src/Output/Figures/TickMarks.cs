using ScottPlot;

namespace Experiments.Output.Figures;

/// <summary>The ticks of an axis, at their places from 0 to 1, and what the axis label must add so that they read right.</summary>
/// <param name="Ticks">Major ticks with their labels, and minor ones.</param>
/// <param name="Offset">What the labels leave out, such as "− 15.53"; empty where nothing.</param>
/// <param name="Factor">The power of ten the labels are multiples of, such as 10⁻⁶; empty for 1.</param>
internal sealed record TickMarks(IReadOnlyList<Tick> Ticks, string Offset = "", string Factor = "");
