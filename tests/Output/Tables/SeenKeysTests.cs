using Experiments.Output.Tables;

namespace Experiments.Tests.Output.Tables;

public class SeenKeysTests
{
    [Fact]
    public void A_key_that_is_there_twice_is_suspected_and_of_others_few()
    {
        // 100,000 keys in the memory of a file of 2 MB: 4 bits each of 2^21, of which at most a fifth are set, so that 1 in 625 is suspected at most.
        var seen = new SeenKeys(2_000_000);
        var hashes = Enumerable.Range(0, 100_000).Select(i => KeyText.Hash($"float32\0{i}e-3\0")).ToArray();
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.All(hashes, hash => Assert.True(seen.TryAdd(hash)));
        Assert.InRange(seen.Suspects.Count, 0, 160);
        Assert.All(hashes, hash => Assert.True(seen.TryAdd(hash)));
        Assert.Equal(hashes.Length, seen.Suspects.Count);
    }

    [Fact]
    public void Keys_that_are_suspected_wrongly_are_no_duplicates()
    {
        // 4 bits each of 20,000 keys in the 2^17 bits of a short file: some hundred are suspected.
        var text = "x,y\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},\n"));
        Assert.True(Tables.Compare(text, text).IsEqual);
        Assert.StartsWith("old.csv, line 20002: the key x 77 is that of line 79 too", Tables.Refusal(text + "77,\n", text + "77,\n"), StringComparison.Ordinal);
    }
}
