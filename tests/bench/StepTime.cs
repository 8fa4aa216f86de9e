namespace Experiments.Bench;

/// <summary>Milliseconds that a step took by the clock, and of all processors together.</summary>
internal readonly record struct StepTime(double Wall, double Cpu);
