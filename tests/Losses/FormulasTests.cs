using System.Text;
using Experiments.Losses;
using Experiments.Output.Files;

namespace Experiments.Tests.Losses;

public class FormulasTests
{
    // Pins of our own output, by version: the SHA-256 of the digests of these tables, one a line. A digit that changes
    // raises the version; a column that is added to the right, or another seed of the training, moves the pin alone.
    private static readonly string[] Pins = ["", "b79826b1af424251cfc5d2e77e9e42905c227a8dc3e00b98d60c2635a4e0879f"];

    [Fact]
    public void The_committed_tables_are_those_of_the_version()
    {
        string[] tables = ["curves", "round-trip", "cross-entropy", "formats", "formats-curves", "mixed-precision", "network-trained"];
        var digests = tables.Select(name => Sha256.OfFile(Path.Combine(AppContext.BaseDirectory, "output", name + ".csv")) + "\n");
        Assert.Equal(Pins[Formulas.Version], Sha256.Of(Encoding.ASCII.GetBytes(string.Concat(digests))));
    }
}
