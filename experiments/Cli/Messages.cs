using System.Diagnostics;
using Experiments.Output.Files;

namespace Experiments.Cli;

/// <summary>What the program says on stderr while it works; nothing when it is to be quiet.</summary>
internal sealed class Messages(bool isTerminal, bool isQuiet)
{
    /// <summary>Whether stderr is a terminal on which a line can be written over.</summary>
    public static bool IsOnTerminal => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Says a line, quiet or not.</summary>
    public static void Always(string line) => Write(line + "\n");

    /// <summary>Says a line.</summary>
    public void Say(string line)
    {
        if (!isQuiet)
        {
            Always(line);
        }
    }

    /// <summary>Says what became of files, a line each.</summary>
    public void Say(IEnumerable<(string Target, Change Change)> files)
    {
        foreach (var (target, change) in files)
        {
            Say($"{change.ToString().ToLowerInvariant(),-8} {target}");
        }
    }

    /// <summary>Begins a piece of work of so many steps.</summary>
    public Progress Start(string what, long total) => new(this, what, total);

    /// <summary>
    /// How far a piece of work is: on a terminal a line that is written over, elsewhere a line every ten seconds.
    /// </summary>
    internal sealed class Progress(Messages messages, string what, long total) : IProgress<int>
    {
        private static readonly TimeSpan OnTerminal = TimeSpan.FromSeconds(0.5);
        private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(10);
        private readonly Stopwatch sinceLast = Stopwatch.StartNew();
        private bool isShown;

        /// <summary>Says how much is done, when it is time to; one thread at a time.</summary>
        void IProgress<int>.Report(int value) => Report(value);

        /// <summary>Says how much is done, when it is time to: in per cent, or in other words.</summary>
        public void Report(long done, Func<string>? words = null)
        {
            if (messages.IsQuiet || (done < total && sinceLast.Elapsed < (messages.IsTerminal ? OnTerminal : Elsewhere)))
            {
                return;
            }

            if (done < total)
            {
                messages.Show($"{what}: {words?.Invoke() ?? $"{100 * done / total} %"}");
                isShown = true;
                sinceLast.Restart();
            }
            else
            {
                Clear();
            }
        }

        /// <summary>Takes the line off a terminal, for another to be said.</summary>
        public void Clear()
        {
            if (isShown && messages.IsTerminal)
            {
                messages.Show(string.Empty);
                isShown = false;
            }
        }
    }

    private bool IsTerminal => isTerminal;

    private bool IsQuiet => isQuiet;

    private void Show(string line) => Write(isTerminal ? $"\r{line}\u001b[K" : line + "\n");

    private static void Write(string text)
    {
        try
        {
            Console.Error.Write(text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Nobody is there to read it; what the program does and its exit code stand.
        }
    }
}
