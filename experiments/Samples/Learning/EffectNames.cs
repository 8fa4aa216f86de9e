namespace Experiments.Samples.Learning;

/// <summary>The words of the paired trainings' tables, for what trains and for what reads them.</summary>
internal static class EffectNames
{
    /// <summary>The embedded images, in batches of 20 and with pixels in [0, 1].</summary>
    public const string Photographs = "photographs";

    /// <summary>The same in batches of 1 and with pixels in 0 … 255.</summary>
    public const string Extreme = "photographs/batch-1/unscaled";

    /// <summary>A logistic regression on the same.</summary>
    public const string Logistic = "logistic";

    /// <summary>The arm whose sigmoid was stored as float16.</summary>
    public const string StoredFloat16 = "stored-float16";

    /// <summary>The arm that must be found.</summary>
    public const string Control = "positive-control";

    /// <summary>The share of labels that are flipped where none is.</summary>
    public const string NoNoise = "0";

    /// <summary>The share of test images told right.</summary>
    public const string TestAccuracy = "test_accuracy";

    /// <summary>The mean exact loss of the test images (nat).</summary>
    public const string TestLoss = "test_loss";

    /// <summary>The share of training images whose gradient is exactly 0.</summary>
    public const string ZeroGradient = "zero_gradient";

    /// <summary>The verdict within the margin.</summary>
    public const string Equivalent = "equivalent";

    /// <summary>The verdict where 0 lies outside of the limits.</summary>
    public const string Different = "different";

    /// <summary>The verdict else.</summary>
    public const string NotKnown = "not known";

    /// <summary>The margin of test loss, as a part of the smallest effect of the positive control.</summary>
    public const double ControlShare = 0.25;
}
