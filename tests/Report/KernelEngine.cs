using System.Diagnostics;
using System.Text.Json;
using Experiments.Report;

namespace Experiments.Tests.Report;

/// <summary>The page's kernel in node, the one that Playwright brings: a question a line, and its answer.</summary>
internal sealed class KernelEngine
{
    // The first line is the program, and what it computes from.
    private const string Start = """
        let started = false;
        require("readline").createInterface({ input: process.stdin }).on("line", line => {
          if (started) {
            try {
              console.log(Proof.answer(line));
            } catch (error) {
              console.log(JSON.stringify([String(error)]));
            }
          } else {
            const [program, formulas] = JSON.parse(line);
            require("vm").runInThisContext(program);
            Proof.prepare(formulas);
            Proof.keepResults();
            started = true;
          }
        });
        """;

    // It ends when this process does, which closes its stdin.
    private readonly Process process;

    public KernelEngine()
    {
        process = Process.Start(new ProcessStartInfo(Node, ["-e", Start]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var proof = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Report", "proof.js"));
        string[] program = [$"{SampleSection.Kernel}\n{proof}", SampleSection.Formulas];
        process.StandardInput.WriteLine(JsonSerializer.Serialize(program));
    }

    private static string Node => Directory.EnumerateFiles(
        Path.Combine(AppContext.BaseDirectory, ".playwright", "node"), "node*", SearchOption.AllDirectories).First();

    /// <summary>What the kernel answers to a question.</summary>
    public string[] Answer(string question)
    {
        process.StandardInput.WriteLine(question);
        process.StandardInput.Flush();
        var answer = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"no answer to {question}");
        return JsonSerializer.Deserialize<string[]>(answer)!;
    }
}
