using System.Diagnostics;
using System.Text.Json;
using Experiments.Report;
using Jint;

namespace Experiments.Tests.Report;

/// <summary>The page's kernel in an engine: Jint, which is .NET alone, or node, which is much faster.</summary>
internal sealed class KernelEngine : IDisposable
{
    private static readonly string Proof = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Report", "proof.js"));

    private readonly Engine engine = new();

    /// <summary>The kernel, in Jint.</summary>
    public KernelEngine()
    {
        engine.Execute(SampleSection.Kernel).Execute(Proof);
        engine.SetValue("formulas", SampleSection.Formulas);
        engine.Execute("Proof.prepare(formulas)");
    }

    public void Dispose() => engine.Dispose();

    /// <summary>What the kernel answers to a question.</summary>
    public string[] Answer(string question)
    {
        engine.SetValue("question", question);
        return JsonSerializer.Deserialize<string[]>(engine.Evaluate("Proof.answer(question)").AsString())!;
    }

    /// <summary>The same of several questions at once, in a process of node's.</summary>
    public static string[][] Answers(string node, IReadOnlyList<string> questions)
    {
        var script = Path.GetTempFileName();
        try
        {
            File.WriteAllText(script, $"""
                {SampleSection.Kernel}
                {Proof}
                const [formulas, ...all] = require("fs").readFileSync(0, "utf8").trim().split("\n");
                Proof.prepare(formulas);
                Proof.keepResults();
                all.forEach(question => console.log(Proof.answer(question)));
                """);
            using var process = Process.Start(new ProcessStartInfo(node, [script])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
            process.StandardInput.Write(string.Join('\n', questions.Prepend(SampleSection.Formulas)));
            process.StandardInput.Close();
            var answers = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return [.. answers.Trim().Split('\n').Select(line => JsonSerializer.Deserialize<string[]>(line)!)];
        }
        finally
        {
            File.Delete(script);
        }
    }
}
