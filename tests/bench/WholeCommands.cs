using Experiments.Census;
using Experiments.Losses;
using Experiments.Numerics.Formats;

namespace Experiments.Bench;

/// <summary>Milliseconds and memory of commands as a user types them, and the census' round trips alone.</summary>
internal static class WholeCommands
{
    private const string Step = "0.00002";
    private const string TenthOfStep = "0.000002";

    private static readonly string[] Commands = ["--version", "list"];
    private static readonly string[] Codes = ["pass", "import numpy", "import torch"];
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), $"bench-{Environment.ProcessId}");

    private static string Program => Python.PathOf("experiments");

    /// <summary>The census with its shortcuts, and all float32 round trips one by one against NumPy's.</summary>
    public static IEnumerable<Pair> Census(Peers peers)
    {
        foreach (var threads in new[] { "1", "2" })
        {
            string[] words = [Program, "census", "--fast", "--no-plots", "--threads", threads, "--output", Folder];
            yield return new("census", $"census --fast --threads {threads}", string.Empty, "ms", () => Run(peers, words), null);
        }

        var line = new NumberLine<Float32>();
        var counting = new Counting(new(new(isTerminal: false, isQuiet: true), null, CancellationToken.None), IsFast: false, Threads: 1);
        var pieces = Piece.Of([.. line.Binades], counting.PieceLength);
        var numbers = pieces.Sum(piece => (long)piece.Count);
        var census = new RoundTripCensus<Float32>(line, counting, ArticleFormulas.Written.RoundTrip);
        yield return new(
            "census",
            "every float32 one by one",
            "numpy",
            "ns",
            () => Reading.PerNumber(numbers, () => census.Tallies(pieces)),
            () => peers.Functions.Ask("numpy", "census"));
    }

    /// <summary>A million rows of the round trip against np.savetxt's, and ten million.</summary>
    public static IEnumerable<Pair> Sweep(Peers peers) =>
    [
        new("sweep", "round-trip of 1000000 rows", "numpy", "ms", Rows(peers, Step), () =>
        {
            Directory.CreateDirectory(Folder);
            return Run(peers, [Python.Interpreter, Python.PathOf("peers.py"), "sweep", Path.Combine(Folder, "sweep.csv")]);
        }),
        new("sweep", "round-trip of 10000000 rows", string.Empty, "ms", Rows(peers, TenthOfStep), null) { IsOnce = true },
    ];

    /// <summary>Commands that do next to nothing, against Python that does nothing but start.</summary>
    public static IEnumerable<Pair> Start(Peers peers) =>
        from program in new[] { Program, Environment.GetEnvironmentVariable("EXPERIMENTS_NATIVE") }.OfType<string>()
        from command in Commands
        from code in Codes
        select new Pair(
            "start",
            program == Program ? $"experiments {command}" : $"native {command}",
            $"python3 -c '{code}'",
            "ms",
            () => Run(peers, [program, command]),
            () => Run(peers, [Python.Interpreter, "-c", code]));

    private static Func<Reading?> Rows(Peers peers, string step) =>
        () => Run(peers, [Program, "round-trip", "--from", step, "--step", step, "--no-plots", "--output", Folder]);

    private static Reading? Run(Peers peers, IEnumerable<string> words) => peers.Commands.Ask(["run", .. words]);

    /// <summary>Takes away what was written.</summary>
    public static void Clean()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
