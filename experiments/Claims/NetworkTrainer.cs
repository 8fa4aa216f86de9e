using Experiments.Cli;
using Experiments.Samples;

namespace Experiments.Claims;

/// <summary>What trains a network for the claims.</summary>
/// <param name="Threads">Threads to train with.</param>
/// <param name="Features">The settings that say where features of a pretrained network come from, its file
/// first.</param>
/// <param name="Prepare">The training that settings, a number of threads and a folder to keep features in ask for;
/// refuses nonsense at once.</param>
internal sealed record NetworkTrainer(
    Setting<int> Threads, IReadOnlyList<Setting> Features, Func<Given, int, string?, Func<Work, TrainingEvidence>> Prepare);
