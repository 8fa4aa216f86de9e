using System.Globalization;
using Experiments.Samples;

namespace Experiments.Tests.Samples;

/// <summary>Samples for tests of the network's figures: recorded raw outputs, or given ones.</summary>
internal static class SampleFixture
{
    public static Sample[] Epoch8 => Read("logits_seed1_epoch8.csv");

    public static Sample[] Stop => Read("logits_seed1_stop.csv");

    public static Sample[] Of(params IEnumerable<(int Label, float Raw)> samples) =>
        [.. samples.Select((sample, index) => Sample.Of(index, sample.Label == 1, sample.Raw))];

    private static Sample[] Read(string file) => Of(
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "training", file)).Skip(1)
            .Select(line => line.Split(','))
            .Select(cells => (cells[1] == "1" ? 1 : 0, float.Parse(cells[2], CultureInfo.InvariantCulture))));
}
