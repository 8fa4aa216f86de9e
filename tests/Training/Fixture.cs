using System.Text.Json;
using Experiments.Losses;
using Experiments.Training;
using Experiments.Training.Data;
using Experiments.Training.Layers;
using Experiments.Training.Random;

namespace Experiments.Tests.Training;

/// <summary>
/// A case computed elsewhere, in torch with float64: a small network, its batch, and what two steps of training give.
/// </summary>
internal sealed class Fixture
{
    private readonly JsonElement root;

    private Fixture(JsonElement root)
    {
        this.root = root;
        var net = root.GetProperty("net");
        var rate = root.GetProperty("optimizer").GetProperty("lr").GetSingle();
        Seed = root.GetProperty("seed").GetUInt64();
        Architecture = new(
            "fixture",
            net.GetProperty("H").GetInt32(),
            net.GetProperty("W").GetInt32(),
            net.GetProperty("C").GetInt32(),
            net.GetProperty("padding").GetString() == "same" ? Padding.Same : Padding.Valid,
            [.. net.GetProperty("widths").EnumerateArray().Select(width => width.GetInt32())],
            net.GetProperty("dense").GetInt32(),
            DropoutAfterDense: false,
            rate,
            root.GetProperty("batch").GetInt32());
        Names = [.. root.GetProperty("names").EnumerateArray().Select(name => name.GetString()!)];
    }

    public Architecture Architecture { get; }

    public ulong Seed { get; }

    /// <summary>The parameters' names, in order.</summary>
    public string[] Names { get; }

    public static Fixture Read(string name) => new(Json(name));

    public static JsonElement Json(string name) =>
        JsonSerializer.Deserialize<JsonElement>(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "training", name + ".json")));

    public static double[] Numbers(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().Select(number => number.GetDouble())]
        : [element.GetDouble()];

    /// <summary>What a step, counted from 0, must give.</summary>
    public JsonElement Step(int step) => root.GetProperty("steps")[step];

    public JsonElement Get(string name) => root.GetProperty(name);

    /// <summary>The batch of a step: its numbers come from the generator, as the fixture's README says.</summary>
    public FeatureSet Batch(int step)
    {
        var x = new SplitMix64(Streams.Derive(Seed, (ulong)(10 + step)));
        var y = new SplitMix64(Streams.Derive(Seed, (ulong)(20 + step)));
        var count = Architecture.BatchSize;
        return new(
            "fixture",
            Architecture.Inputs,
            [.. Enumerable.Range(0, count * Architecture.Inputs).Select(_ => (float)x.Unit())],
            [.. Enumerable.Range(0, count).Select(_ => (byte)(y.Unit() >= 0.5 ? 1 : 0))]);
    }

    /// <summary>The factors of dropout of a step.</summary>
    public float[] Factors(int step)
    {
        var factors = new float[Architecture.BatchSize * Architecture.Features];
        Streams.Dropout(Seed, 1, step).Dropout(factors, Architecture.DropoutRate);
        return factors;
    }

    /// <summary>A network with the fixture's weights and biases.</summary>
    public NeuralNetwork Network(int threads)
    {
        var network = new NeuralNetwork(Architecture, threads);
        network.Initialise(Seed);
        for (var layer = 0; layer < Names.Length / 2; layer++)
        {
            var numbers = new SplitMix64(Streams.Derive(Seed, 4, (ulong)layer));
            var bias = network.Parameters[(2 * layer) + 1];
            bias.Unpack([.. Enumerable.Range(0, bias.Columns).Select(_ => (float)(((2 * numbers.Unit()) - 1) * 0.1))], bias.Value);
        }

        return network;
    }

    /// <summary>
    /// Forward, backward and RMSprop on the batch of a step; returns the raw outputs, dropout on, and the mean loss.
    /// </summary>
    public (float[] Raw, double Loss) Train(NeuralNetwork network, int step)
    {
        var batch = Batch(step);
        var labels = batch.Labels.Select(label => label != 0).ToArray();
        var raw = network.Forward(batch, Enumerable.Range(0, batch.Count).ToArray(), Factors(step));
        network.Backward([.. raw.Select((z, i) => BatchLoss.For(ArticleLosses.Logits).Gradient(z, labels[i], raw.Length))]);
        network.Update();
        return (raw, BatchLoss.For(ArticleLosses.Logits).Mean(raw, labels));
    }
}
