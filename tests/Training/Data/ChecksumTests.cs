using System.Runtime.InteropServices;
using Experiments.Training.Data;

namespace Experiments.Tests.Training.Data;

public class ChecksumTests
{
    [Fact]
    public void Two_weights_of_other_sign_are_noticed_wherever_they_are()
    {
        var weights = Enumerable.Range(1, 8).Select(i => (float)i).ToArray();
        var hashes = new HashSet<ulong> { Hash(weights) };
        for (var i = 0; i < weights.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var changed = weights.ToArray();
                (changed[i], changed[j]) = (-changed[i], -changed[j]);
                Assert.True(hashes.Add(Hash(changed)), $"signs of {i} and {j}");
            }
        }
    }

    [Fact]
    public void Lengths_and_zeros_at_the_end_are_noticed() =>
        Assert.Equal(20, Enumerable.Range(0, 20).Select(length => Checksum.Add(Checksum.Start, new byte[length])).Distinct().Count());

    private static ulong Hash(float[] weights) => Checksum.Add(Checksum.Start, MemoryMarshal.AsBytes<float>(weights));
}
