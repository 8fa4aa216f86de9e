using Experiments.Losses.Frameworks;
using Experiments.Losses.Sigmoids;
using Experiments.Observed;

namespace Experiments.Tests.Frameworks;

/// <summary>The recorded tables and what is said of them.</summary>
public class ObservedTests
{
    public static TheoryData<string> Stacks => [.. ObservedStacks.All.Select(stack => stack.Name)];

    [Fact]
    public void Each_recorded_table_is_declared_once()
    {
        Assert.Equal(
            ObservedTables.Names.Order(StringComparer.Ordinal),
            ObservedStacks.All.Select(stack => stack.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Each_quantity_that_is_declared_has_an_entry_and_cells(string name)
    {
        var (stack, table) = (Stack(name), ObservedTables.Load(name));
        foreach (var quantity in ObservedQuantities.All)
        {
            if (quantity.ModelOf(stack)?.Entry is { } entry)
            {
                Assert.True(quantity.IsSigmoid ? SigmoidCatalogue.Find(entry) is not null : Catalogue.Find(entry) is not null, entry);
                Assert.NotEmpty(table.Cells(quantity.Name));
            }
        }
    }

    [Fact]
    public void What_TensorFlow_gave_refutes_the_loss_of_PyTorch_and_not_that_of_Keras()
    {
        var stack = Stack("tensorflow-1.12.0-keras224");
        Assert.Null(Row(stack, "loss_from_probability").Refuting);
        var wrong = Row(stack with { OfProbability = "torch-bce" }, "loss_from_probability");
        Assert.NotNull(wrong.Refuting);
        Assert.InRange(wrong.Possible, 1, wrong.Cells - 1);
        Assert.Contains("keras-2.2.4", wrong.Also);
    }

    [Fact]
    public void What_PyTorch_gave_tells_its_versions_apart()
    {
        var stack = Stack("torch-2.14.1-cpu");
        Assert.DoesNotContain("torch-bce-1.13", Row(stack, "loss_from_probability").Also);
        Assert.NotNull(Row(stack with { OfProbability = "torch-bce-1.13" }, "loss_from_probability").Refuting);
        Assert.NotNull(Row(stack with { OfLogit = "torch-logits-2.2" }, "loss_from_logits").Refuting);
    }

    [Fact]
    public void The_sigmoid_of_TensorFlow_is_met_in_every_cell_and_no_other_one_is()
    {
        var row = Row(Stack("tensorflow-1.12.0-nn") with { Ulps = 0 }, "sigmoid");
        Assert.Equal((894, 894, 0.0), (row.Cells, row.Equal, row.LargestUlps));
        Assert.Null(row.Worst);
        Assert.Empty(row.Also);
    }

    [Fact]
    public void Only_zeros_in_place_of_subnormal_numbers_are_set_apart_where_a_library_flushes()
    {
        // TensorFlow Lite gave 0 in the four places where Eigen's sigmoid is 2.94e-39.
        var stack = Stack("tflite-2.14.1");
        var (flushed, kept) = (Row(stack, "sigmoid"), Row(stack with { Flushes = false }, "sigmoid"));
        Assert.Equal((890, 890), (flushed.Cells, flushed.Possible));
        Assert.Equal((894, 890), (kept.Cells, kept.Possible));
    }

    private static ObservedStack Stack(string name) => ObservedStacks.All.Single(stack => stack.Name == name);

    private static ObservedRow Row(ObservedStack stack, string quantity) =>
        ObservedQuantities.Row(stack, ObservedQuantities.All.Single(other => other.Name == quantity), ObservedTables.Load(stack.Name));
}
