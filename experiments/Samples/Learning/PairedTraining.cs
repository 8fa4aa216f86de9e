namespace Experiments.Samples.Learning;

/// <summary>What a training came to.</summary>
/// <param name="TestAccuracy">The share of test images told right.</param>
/// <param name="TestLoss">The mean exact loss of the test images (nat).</param>
/// <param name="ZeroGradient">The share of training images whose gradient is exactly 0.</param>
internal sealed record LearnedOutcome(double TestAccuracy, double TestLoss, double ZeroGradient);

/// <summary>Two trainings that differ in the loss alone.</summary>
/// <param name="Data">The data set.</param>
/// <param name="Arm">What differs, by its name.</param>
/// <param name="Seed">The seed of both.</param>
/// <param name="Reference">The one with the loss from raw outputs.</param>
/// <param name="Other">The one with the arm's.</param>
internal sealed record PairedTraining(string Data, string Arm, ulong Seed, LearnedOutcome Reference, LearnedOutcome Other);
