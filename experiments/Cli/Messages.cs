using System.Diagnostics;
using Experiments.Output.Files;

namespace Experiments.Cli;

/// <summary>What the program says on stderr while it works; nothing when it is to be quiet.</summary>
internal sealed class Messages(bool isTerminal, bool isQuiet)
{
    private const int UsualWidth = 80;

    /// <summary>Whether stderr is a terminal on which a line can be written over.</summary>
    public static bool IsOnTerminal => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Says a line, quiet or not, in the place of the progress that a terminal shows.</summary>
    public static void Always(string line) => Write((IsOnTerminal ? "\r\u001b[K" : string.Empty) + line + "\n");

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

    /// <summary>Begins a piece of work of so many steps, which are units such as rows.</summary>
    public Progress Start(string what, long total, string units) => new(this, what, total, units);

    /// <summary>
    /// How far a piece of work is: on a terminal a line that is written over, elsewhere a line every ten seconds.
    /// </summary>
    internal sealed class Progress(Messages messages, string what, long total, string units) : IProgress<int>
    {
        private static readonly TimeSpan OnTerminal = TimeSpan.FromSeconds(0.5);
        private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(10);
        private readonly Stopwatch sinceLast = Stopwatch.StartNew();
        private bool isShown;

        /// <summary>Says how much is done, when it is time to; one thread at a time.</summary>
        void IProgress<int>.Report(int value) => Report(value);

        /// <summary>Says how much is done, when it is time to: how many of its units, or other words.</summary>
        public void Report(long done, Func<string>? words = null)
        {
            if (messages.IsQuiet || (done < total && sinceLast.Elapsed < (messages.IsTerminal ? OnTerminal : Elsewhere)))
            {
                return;
            }

            if (done < total)
            {
                messages.Show($"{what}: {words?.Invoke() ?? Count(done)}");
                isShown = true;
                sinceLast.Restart();
            }
            else
            {
                Clear();
            }
        }

        /// <summary>How many of its units are done.</summary>
        internal string Count(long done) => $"{done} of {total} {units}";

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

    private void Show(string line) => Write(isTerminal ? $"\r{Clip(line, Console.WindowWidth - 1)}\u001b[K" : line + "\n");

    /// <summary>
    /// A line, or as much of it as fits so many columns with … behind; a terminal that does not know its width has 80.
    /// </summary>
    internal static string Clip(string line, int columns)
    {
        // Letters from Hangul on may be two columns wide.
        var left = columns > 0 ? columns : UsualWidth - 1;
        var width = 0;
        int[] ends = [.. line.Select(letter => width += letter < '\u1100' ? 1 : 2)];
        return width <= left ? line : line[..ends.Count(end => end < left)] + "…";
    }

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
