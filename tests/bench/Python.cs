using System.Diagnostics;
using System.Globalization;

namespace Experiments.Bench;

/// <summary>A Python script in a process of its own, which measures what a line asks for; started when it is.</summary>
internal sealed class Python(string script) : IDisposable
{
    /// <summary>Debian's own, for which python3-numpy and python3-torch are made.</summary>
    public const string Interpreter = "/usr/bin/python3";

    private Process? process;

    /// <summary>What the script says of itself first; null where it, or what it needs, is missing.</summary>
    public string? Version
    {
        get
        {
            if (process is null && File.Exists(Interpreter))
            {
                process = Process.Start(new ProcessStartInfo(Interpreter, [PathOf(script)])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                })!;
                field = process.StandardOutput.ReadLine();
            }

            return field;
        }
    }

    /// <summary>Where a file beside this program lies.</summary>
    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, file);

    /// <summary>The answer to a line of words; null where there is none.</summary>
    public Reading? Ask(params IEnumerable<string> words)
    {
        if (Version is null)
        {
            return null;
        }

        process!.StandardInput.WriteLine(string.Join('\t', words));
        process.StandardInput.Flush();
        return process.StandardOutput.ReadLine()?.Split(' ') switch
        {
            ["-"] => null,
            [var wall, var cpu] => new(Number(wall), Number(cpu)),
            [var wall, var cpu, var megabytes] => new(Number(wall), Number(cpu), Number(megabytes)),
            _ => throw new InvalidOperationException($"{script} ended without an answer"),
        };
    }

    /// <summary>Lets the process end: there is nothing more to read for it.</summary>
    public void Dispose()
    {
        process?.StandardInput.Close();
        process?.WaitForExit();
        process?.Dispose();
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>The scripts: functions of arrays, commands in a process that stays small, and torch's networks.</summary>
internal sealed record Peers(Python Functions, Python Commands, Python Training);
