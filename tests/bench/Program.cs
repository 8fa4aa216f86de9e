using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Experiments.Bench;

/// <summary>
/// How fast the program is beside others: `dotnet run -c Release --project tests/bench -- PART [ROUNDS]`.
/// </summary>
internal static class Program
{
    private const int Rounds = 15;
    private const string Speeds = "speed";
    private const string Switch = "DOTNET_EnableAVX512";

    private static readonly (string Name, Func<Peers, IEnumerable<Pair>> Pairs)[] Parts =
    [
        ("vectors", peers => Functions.Vectors(peers, IsNarrow)), ("float64", Functions.Float64s), ("census", WholeCommands.Census),
        ("sweep", WholeCommands.Sweep), ("start", WholeCommands.Start),
        (Speeds, peers => Speed.Cases(peers).SelectMany(one => one.Pairs)), ("peak", Peak.Pairs),
    ];

    private static bool IsNarrow => Environment.GetEnvironmentVariable(Switch) == "0";

    private static int Main(string[] args)
    {
        var rounds = Rounds;
        var part = args.FirstOrDefault(Speeds);
        var chosen = Parts.Where(one => part == "all" || part == one.Name).ToArray();
        if (chosen.Length == 0 || args.Length > 2 || (args is [_, var count] && !(int.TryParse(count, out rounds) && rounds > 0)))
        {
            var names = string.Join('|', Parts.Select(one => one.Name));
            Console.Error.WriteLine($"usage: all|{names} [ROUNDS], the default being {Speeds} {Rounds}");
            return 2;
        }

        using var functions = new Python("peers.py");
        using var commands = new Python("peers.py");
        using var training = new Python("training.py");
        var peers = new Peers(functions, commands, training);
        if (part == Speeds)
        {
            Speed.Run(peers, rounds);
            return 0;
        }

        Console.WriteLine(Pair.Header);
        var machine = string.Join(
            "; ", Processor(), $"{Environment.ProcessorCount} processors", RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription, functions.Version ?? "no Python");
        Console.WriteLine($"machine,{machine.Replace(',', ';')}{new string(',', Pair.Header.Count(letter => letter == ',') - 1)}");
        foreach (var (name, pairs) in chosen)
        {
            Console.Error.WriteLine(name);
            Pair[] measured = [.. pairs(peers)];
            Pair.Measure(measured, rounds);
            Array.ForEach([.. measured.Select(pair => pair.Row()).OfType<string>()], Console.WriteLine);
            if (name == "vectors" && Vector512.IsHardwareAccelerated && !IsNarrow)
            {
                Narrow(rounds);
            }
        }

        WholeCommands.Clean();
        return 0;
    }

    /// <summary>The rows of the functions in narrower vectors, by this program in a process of its own.</summary>
    private static void Narrow(int rounds)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, ["vectors", rounds.ToString(CultureInfo.InvariantCulture)])
            {
                RedirectStandardOutput = true,
                Environment = { [Switch] = "0" },
            })!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n');
        Array.ForEach([.. lines.Where(line => line.StartsWith("vectors,", StringComparison.Ordinal))], Console.WriteLine);

        process.WaitForExit();
    }

    /// <summary>What Linux calls the processor; elsewhere its kind alone.</summary>
    private static string Processor() => File.Exists("/proc/cpuinfo")
        && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
        ? line.Split(':', 2)[1].Trim() : $"{RuntimeInformation.ProcessArchitecture}";
}
