using System.Text;
using Experiments.Losses;
using Experiments.Output.Files;

namespace Experiments.Tests.Losses;

public class FormulasTests
{
    // Pins of our own output, by version: the SHA-256 of the digests of these tables, one a line. A digit that changes
    // raises the version; a column that is added to the right moves the pin alone.
    private static readonly string[] Pins = ["", "b5fb60615405dfc7424c8919dc9a6f2656f6f41dd4069ef6bc11d375a5beb6c9"];

    [Fact]
    public void The_committed_tables_are_those_of_the_version()
    {
        string[] tables = ["curves", "round-trip", "cross-entropy", "formats", "formats-curves", "mixed-precision", "network-trained"];
        var digests = tables.Select(name => Sha256.OfFile(Path.Combine(AppContext.BaseDirectory, "output", name + ".csv")) + "\n");
        Assert.Equal(Pins[Formulas.Version], Sha256.Of(Encoding.ASCII.GetBytes(string.Concat(digests))));
    }
}
