using System.Globalization;
using Experiments.Training.Data;

namespace Experiments.Tests.Training.Data;

public class NearestNeighbourTests
{
    [Fact]
    public void Indices_are_those_of_pil()
    {
        var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "pictures", "nearest.csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        Assert.Equal(1335, rows.Length);
        foreach (var row in rows)
        {
            var indices = NearestNeighbour.Indices(int.Parse(row[0], CultureInfo.InvariantCulture), int.Parse(row[1], CultureInfo.InvariantCulture));
            var hash = indices.Aggregate(Fnv.Offset, (hash, index) => Fnv.Add(hash, (ulong)index));
            Assert.True(row[2] == hash.ToString("x16", CultureInfo.InvariantCulture), $"{row[0]} pixels to {row[1]}");
        }
    }

    [Fact]
    public void Indices_stay_inside_the_picture_at_every_size() =>
        Assert.All(Enumerable.Range(1, 4096), size => Assert.InRange(NearestNeighbour.Indices(16_384, size)[^1], 0, 16_383));
}
