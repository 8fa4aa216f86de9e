using System.Diagnostics;
using System.Globalization;

namespace Experiments.Bench;

/// <summary>Debian's torch in a process of its own, which trains when it is asked to: training.py.</summary>
internal sealed class Torch : IDisposable
{
    /// <summary>Debian's own, for which python3-torch is made.</summary>
    public const string Python = "/usr/bin/python3";

    private readonly Process process;

    private Torch(Process process) => this.process = process;

    /// <summary>Starts it; null where Python or torch is missing.</summary>
    public static Torch? Start()
    {
        if (!File.Exists(Python))
        {
            return null;
        }

        var torch = new Torch(Process.Start(new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "training.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);
        if (torch.process.StandardOutput.ReadLine() is { } version)
        {
            Console.Error.WriteLine(version);
            return torch;
        }

        torch.Dispose();
        return null;
    }

    /// <summary>The time of a step, the mean of so many.</summary>
    public StepTime Measure(string network, int threads, int steps)
    {
        process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{network} {threads} {steps}"));
        process.StandardInput.Flush();
        return process.StandardOutput.ReadLine()?.Split(' ') is [var wall, var cpu]
            ? new(double.Parse(wall, CultureInfo.InvariantCulture), double.Parse(cpu, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException("training.py ended without an answer");
    }

    /// <summary>Lets the process end: there is nothing more to read for it.</summary>
    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
