using Experiments.Cli;

namespace Experiments.Network;

/// <summary>Shows on stderr how much of a piece of work is done, told by one thread at a time.</summary>
internal sealed class NetworkProgress(Messages.Progress progress) : IProgress<int>
{
    public void Report(int value) => progress.Report(value);
}
