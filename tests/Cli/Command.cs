using System.Diagnostics;
using System.Globalization;

namespace Experiments.Tests.Cli;

/// <summary>The program as a user runs it: a process of its own, in a folder of its own.</summary>
internal sealed class Command : IDisposable
{
    /// <summary>Why a test of an interrupt is skipped.</summary>
    public const string IgnoredReason = "the signal is ignored: a parent such as nohup, or a job in the background, hands that down";

    private readonly string folder = Directory.CreateTempSubdirectory("experiments").FullName;

    /// <summary>A file or folder below the process's own folder.</summary>
    public string PathOf(string name) => Path.Combine(folder, name);

    /// <summary>The text of a file it wrote.</summary>
    public string Read(string name) => File.ReadAllText(PathOf(name));

    /// <summary>The files and folders there are, hidden ones included, in order.</summary>
    public IEnumerable<string> Files(string name = "") => Directory.Exists(PathOf(name))
        ? Directory.EnumerateFileSystemEntries(PathOf(name)).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)
        : [];

    /// <summary>Runs the program with a line of arguments, separated by spaces.</summary>
    public Result Run(string arguments, params (string Name, string Value)[] environment)
    {
        using var process = Start(arguments, environment);
        return Finish(process);
    }

    /// <summary>Runs the program in a shell with streams redirected, after other commands of the shell.</summary>
    public Result RunInShell(string arguments, string redirection, string before = "")
    {
        var start = new ProcessStartInfo(
            "sh",
            ["-c", $"{before} exec dotnet '{Path.Combine(AppContext.BaseDirectory, "experiments.dll")}' {arguments} {redirection}"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        return Finish(process);
    }

    /// <summary>Whether this process, and so its children, ignores a signal.</summary>
    public static bool IsIgnored(string signal)
    {
        var number = Array.IndexOf(["", "HUP", "INT", "QUIT"], signal);
        var mask = File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)).Split('\t')[1];
        return number > 0 && ((ulong.Parse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> (number - 1)) & 1) != 0;
    }

    /// <summary>
    /// Starts the program, waits until its folder holds a file whose name contains a text, and sends it a signal.
    /// </summary>
    public Result Interrupt(string arguments, string signal, string waitFor)
    {
        using var process = Start(arguments);
        var patience = Stopwatch.StartNew();
        while (!process.HasExited
            && patience.Elapsed < TimeSpan.FromMinutes(1)
            && !Directory.EnumerateFiles(folder, "*" + waitFor + "*", SearchOption.AllDirectories).Any())
        {
            Thread.Sleep(10);
        }

        using var kill = Process.Start("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        return Finish(process);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Process Start(string arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "experiments.dll"), .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static Result Finish(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    /// <summary>What a run ended with.</summary>
    internal sealed record Result(int ExitCode, string Output, string Error);
}
