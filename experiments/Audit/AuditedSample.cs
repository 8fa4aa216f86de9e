namespace Experiments.Audit;

/// <summary>A sample with what a loss makes of it; numbers that are not known are NaN.</summary>
internal readonly record struct AuditedSample(long Row, int Output)
{
    /// <summary>Its raw output in the format.</summary>
    public double Raw { get; init; }

    /// <summary>Its label.</summary>
    public double Label { get; init; }

    /// <summary>Its sigmoid as the loss has it, or the probability that was given.</summary>
    public double Probability { get; init; }

    /// <summary>The loss that is audited.</summary>
    public double Loss { get; init; }

    /// <summary>TensorFlow's loss of the raw output.</summary>
    public double Logits { get; init; }

    /// <summary>The gradient of the loss that is audited.</summary>
    public double Gradient { get; init; }

    /// <summary>The true loss.</summary>
    public double Exact { get; init; }

    /// <summary>The true gradient.</summary>
    public double ExactGradient { get; init; }

    /// <summary>How far the loss is off, in nats: ∞ where it is no number though the raw output is one.</summary>
    public double Difference => double.IsNaN(Loss) && !double.IsNaN(Exact) ? double.PositiveInfinity : Math.Abs(Loss - Exact);

    /// <summary>Which of two samples comes first in the file.</summary>
    public static int InOrder(AuditedSample one, AuditedSample other) =>
        one.Row != other.Row ? one.Row.CompareTo(other.Row) : one.Output.CompareTo(other.Output);
}
