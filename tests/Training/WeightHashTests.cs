using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Experiments.Training;
using Experiments.Training.Data;
using Experiments.Training.Layers;

namespace Experiments.Tests.Training;

/// <summary>The weights after training are the same bits for any number of threads and without sets of instructions.</summary>
/// <remarks>
/// A set is turned off for a whole process, so this assembly starts itself for this class, with the variable below naming the file that
/// the child is to write its hashes to. The hashes were recorded with AVX-512; any other machine must come to the same.
/// </remarks>
public class WeightHashTests
{
    private const string Variable = "WEIGHT_HASHES";
    private const string TwoEpochs = "7e0a81dfb7203aec";
    private const string TenSteps = "ca0ebf0708444562";
    private const string Fixtures = "cf720b385e9d77c6 0ce791ce09adc3fd 608b76e9d36d2326";

    private static readonly string[] Cases = ["tiny_same", "tiny_valid", "full_noise"];
    private static readonly ImageSet Photographs = Idx.Read("train");
    private static readonly ImageSet Validation = Idx.Read("validation");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Two_epochs_of_recipe_A_with_any_number_of_threads(int threads) => Assert.Equal(TwoEpochs, Epochs(threads));

    [Fact]
    public void Two_epochs_of_recipe_A_without_AVX512() => AssertChild("DOTNET_EnableAVX512", "two epochs", $"512 {false}", TwoEpochs);

    [Fact]
    public void Ten_steps_of_recipe_A_and_the_small_networks()
    {
        Assert.Equal(TenSteps, Steps());
        Assert.Equal(Fixtures, Small());
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX2", "256 False, fused False")]
    [InlineData("DOTNET_EnableHWIntrinsic", "128 False, 256 False, fused False")]
    public void Ten_steps_of_recipe_A_and_the_small_networks_without(string set, string missing) => AssertChild(set, "ten steps", missing, TenSteps, Fixtures);

    /// <summary>What a child does: nothing in a usual run.</summary>
    [Fact]
    public void Child()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split('|') is [var work, var file])
        {
            File.WriteAllLines(file, [
                $"128 {Vector128.IsHardwareAccelerated}, 256 {Vector256.IsHardwareAccelerated}, fused {Fma.IsSupported}, 512 {Vector512.IsHardwareAccelerated}",
                .. work == "two epochs" ? new[] { Epochs(2) } : [Steps(), Small()]]);
        }
    }

    private static string Epochs(int threads)
    {
        var trainer = new Trainer(Architecture.RecipeA(), new(), Photographs, Validation, threads);
        trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        return Hash(trainer.Network);
    }

    private static string Steps()
    {
        var trainer = new Trainer(Architecture.RecipeA(), new(), Photographs, Validation, threads: 2);
        for (var batch = 0; batch < 10; batch++)
        {
            trainer.Step(1, batch, trainer.Batch(1, batch));
        }

        return Hash(trainer.Network);
    }

    /// <summary>Two steps of each fixture.</summary>
    private static string Small() => string.Join(' ', Cases.Select(name =>
    {
        var fixture = Fixture.Read(name);
        var network = fixture.Network(threads: 1);
        fixture.Train(network, 0);
        fixture.Train(network, 1);
        return Hash(network);
    }));

    private static string Hash(NeuralNetwork network)
    {
        var hash = Fnv.Offset;
        foreach (var parameter in network.Parameters)
        {
            foreach (var values in new[] { parameter.Value, parameter.Square })
            {
                hash = parameter.Pack(values).Aggregate(hash, (sum, value) => Fnv.Add(sum, BitConverter.SingleToUInt32Bits(value)));
            }
        }

        return $"{hash:x16}";
    }

    /// <summary>Runs <see cref="Child"/> without a set of instructions. Where the machine lacks it anyway, so much the better.</summary>
    private static void AssertChild(string set, string work, string missing, params string[] expected)
    {
        var file = Path.GetTempFileName();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Experiments.Tests.dll"), "-noColor", "-method", $"{typeof(WeightHashTests).FullName}.{nameof(Child)}"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[set] = "0";
        start.Environment[Variable] = $"{work}|{file}";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        var lines = File.ReadAllLines(file);
        File.Delete(file);
        Assert.Contains(missing, lines[0], StringComparison.Ordinal);
        Assert.Equal(expected, lines[1..]);
    }
}
