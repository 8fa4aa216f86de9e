using System.Text;
using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Output.Files;

namespace Experiments.Tests.Losses;

public class FormulasTests
{
    // By version, sha256sum of the digests of these tables, one a line.
    private static readonly string[] Digests = ["", "307d76c3dee3321d374f3ec404f5079d80c63d756248704ed961a3b048889c4d"];

    [Fact]
    public void A_digit_that_changes_raises_the_version()
    {
        string[] tables = ["curves", "round-trip", "cross-entropy", "formats", "formats-curves", "mixed-precision", "network-trained"];
        var digests = tables.Select(name => Sha256.OfFile(Path.Combine(AppContext.BaseDirectory, "output", name + ".csv")) + "\n");
        Assert.Equal(Digests[Formulas.Version], Sha256.Of(Encoding.ASCII.GetBytes(string.Concat(digests))));
    }
}
