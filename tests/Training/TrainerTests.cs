using Experiments.Losses.Frameworks;
using Experiments.Numerics.Formats;
using Experiments.Tests.Losses;
using Experiments.Tests.Training.Layers;
using Experiments.Training;
using Experiments.Training.Data;
using Experiments.Training.Layers;
using Experiments.Training.Random;

namespace Experiments.Tests.Training;

public class TrainerTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public void A_batch_is_a_slice_of_the_epochs_permutation_and_the_last_one_is_short()
    {
        var trainer = Pictures.Trainer(new(Seed: 5));
        var order = Streams.Order(5, epoch: 3).Permutation(34);
        Assert.Equal(4, trainer.Batches);
        Assert.Equal(order[20..30], trainer.Batch(3, 2).ToArray());
        Assert.Equal(order[30..], trainer.Batch(3, 3).ToArray());
    }

    [Fact]
    public void The_running_loss_weighs_batches_by_their_size()
    {
        var trainer = Pictures.Trainer(new());
        var batches = new List<BatchResult>();
        var epoch = trainer.RunEpoch(batches.Add, Cancellation);
        Assert.Equal([0, 1, 2, 3], batches.Select(batch => batch.Batch));
        Assert.All(batches, batch => Assert.Equal((1, 4), (batch.Epoch, batch.Batches)));
        var mean = ((((batches[0].Loss * 10) + (batches[1].Loss * 10)) + (batches[2].Loss * 10)) + (batches[3].Loss * 4)) / 34;
        Assert.Equal(mean, epoch.TrainingLoss);
        Assert.Equal(mean, batches[3].RunningLoss);
    }

    /// <summary>A step on the four samples that are left of 34 in tens: the mean is over four.</summary>
    [Fact]
    public void The_ranges_of_an_epoch_hold_the_raw_outputs_of_all_its_batches()
    {
        var (whole, steps) = (Pictures.Trainer(new(Seed: 5)), Pictures.Trainer(new(Seed: 5)));
        var epoch = whole.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        var ranges = Enumerable.Range(0, steps.Batches).Select(batch => steps.Step(1, batch, steps.Batch(1, batch))).ToArray();
        float[] one = [.. ranges.SelectMany(step => new[] { step.Class1.Minimum, step.Class1.Maximum }).Where(float.IsFinite)];
        float[] zero = [.. ranges.SelectMany(step => new[] { step.Class0.Minimum, step.Class0.Maximum }).Where(float.IsFinite)];
        Assert.Equal(new(one.Min(), one.Max()), epoch.Training1);
        Assert.Equal(new(zero.Min(), zero.Max()), epoch.Training0);
    }

    [Fact]
    public void A_range_with_none_is_itself()
    {
        var range = new OutputRange(-1, 2);
        Assert.Equal(range, range.Or(OutputRange.None));
        Assert.Equal(range, OutputRange.None.Or(range));
        Assert.Equal(new OutputRange(-3, 2), range.Or(new(-3, 1)));
    }

    [Fact]
    public void A_step_on_a_short_batch_is_that_of_plain_loops_over_its_samples()
    {
        const int Count = 4;
        var (samples, trainer) = (Pictures.Make(34, 1), Pictures.Trainer(new(Seed: 5)));
        var batch = trainer.Batch(1, 3);
        Assert.Equal(Count, batch.Length);
        float[][] weights = [.. trainer.Network.Parameters.Select(parameter => parameter.Pack(parameter.Value))];
        var x = new float[Count * samples.Length];
        var labels = new bool[Count];
        for (var i = 0; i < Count; i++)
        {
            samples.CopyTo(batch.Span[i], x.AsSpan(i * samples.Length, samples.Length));
            labels[i] = samples.Label(batch.Span[i]);
        }

        var factors = new float[Count * Pictures.Small.DropoutValues];
        Streams.Dropout(5, epoch: 1, batch: 3).Dropout(factors, Architecture.DropoutRate);
        var plain = new PlainNetwork<float>(Pictures.Small, weights);
        var raw = plain.Forward(x, Count, factors);
        var gradients =
            plain.Backward([.. raw.Select((z, i) => (float)((Written.Sigmoid(new Float64(z)).Value - (labels[i] ? 1 : 0)) / Count))]);
        var loss = trainer.Step(1, 3, batch).Loss;
        Assert.Equal(raw.Select((z, i) => Written.Logits(new Float64(z), new(labels[i] ? 1 : 0)).Value).Sum() / Count, loss);
        foreach (var (parameter, values, gradient) in trainer.Network.Parameters.Zip(weights, gradients))
        {
            // RMSprop's first step: from running means of 0.
            float[] squares = [.. gradient.Select(g => g * g * 0.1f)];
            Assert.Equal(gradient, parameter.Pack(parameter.Gradient));
            Assert.Equal(squares, parameter.Pack(parameter.Square));
            Assert.Equal(
                values.Select((value, i) => value - (Pictures.Small.LearningRate * gradient[i] / (float.Sqrt(squares[i]) + 1e-7f))),
                parameter.Pack(parameter.Value));
        }
    }

    [Fact]
    public void An_epoch_reports_the_validation_samples()
    {
        var trainer = Pictures.Trainer(new());
        var epoch = trainer.RunEpoch(cancellation: Cancellation);
        var samples = Pictures.Make(20, 2);
        var raw = trainer.Network.Outputs(samples, Cancellation);
        var labels = Enumerable.Range(0, 20).Select(samples.Label).ToArray();
        Assert.Equal(raw.Select((z, i) => Written.Logits(new Float64(z), new(labels[i] ? 1 : 0)).Value).Sum() / 20, epoch.ValidationLoss);
        Assert.Equal(raw.Where((z, i) => z > 0 == labels[i]).Count() / 20.0, epoch.ValidationAccuracy);
        Assert.Equal(
            (raw.Where((_, i) => !labels[i]).Min(), raw.Where((_, i) => !labels[i]).Max()),
            (epoch.Class0.Minimum, epoch.Class0.Maximum));
        Assert.Equal(
            (raw.Where((_, i) => labels[i]).Min(), raw.Where((_, i) => labels[i]).Max()),
            (epoch.Class1.Minimum, epoch.Class1.Maximum));
    }

    // These end a training: without a clip, ∞ · 0 is formed once a sigmoid is exactly right.
    private static readonly string[] Ending = ["naive", "burn-bce", "mlx-bce", "candle-logits", "tinygrad-bce", "onnxruntime-bce"];

    public static TheoryData<string> Losses =>
        [.. Catalogue.All.Where(loss => loss.HasValue && loss.HasGradient).Select(loss => loss.Name).Except(Ending)];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Training_learns_to_tell_bright_from_dark(string loss)
    {
        var trainer = Pictures.Trainer(new(Loss: Catalogue.Find(loss)));
        while (trainer.History.Count < 30)
        {
            trainer.RunEpoch(cancellation: Cancellation);
        }

        Assert.True(trainer.History[^1].ValidationLoss < trainer.History[0].ValidationLoss / 2);
        Assert.Equal(1, trainer.History[^1].ValidationAccuracy);
    }

    [Fact]
    public void The_naive_loss_ends_a_training_once_a_sigmoid_is_exactly_right()
    {
        var trainer = Pictures.Trainer(new(Loss: Catalogue.Find("naive")));
        var error = Assert.Throws<TrainingException>(() =>
        {
            while (trainer.History.Count < 60)
            {
                trainer.RunEpoch(cancellation: Cancellation);
            }
        });
        Assert.Contains("NaN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_learns_from_features()
    {
        var numbers = new SplitMix64(3);
        var features = Enumerable.Range(0, 60 * 50).Select(i => (float)(numbers.Unit() + (i / 50 % 2 * 0.5))).ToArray();
        var set = new FeatureSet("features", 50, features, [.. Enumerable.Range(0, 60).Select(i => (byte)(i % 2))]);
        var trainer = new Trainer(Architecture.Head(50) with { LearningRate = 1e-3f }, new(), set, set, threads: 2);
        while (trainer.History.Count < 60)
        {
            trainer.RunEpoch(cancellation: Cancellation);
        }

        Assert.Equal(1, trainer.History[^1].ValidationAccuracy);
    }

    [Fact]
    public void The_rule_stops_training_by_the_loss_it_watches()
    {
        var trainer = Pictures.Trainer(new(Watch: Watch.Training, Patience: 1));
        while (!trainer.IsOver)
        {
            trainer.RunEpoch(cancellation: Cancellation);
        }

        var losses = trainer.History.Select(epoch => epoch.TrainingLoss).ToArray();
        Assert.True(losses[^1] >= losses[..^1].Min());
        Assert.All(Enumerable.Range(1, losses.Length - 2), i => Assert.True(losses[i] < losses[..i].Min()));
    }

    [Fact]
    public void A_number_that_is_not_finite_stops_training_and_says_where()
    {
        var trainer = new Trainer(
            Pictures.Small with { LearningRate = 1e30f },
            new(),
            Pictures.Make(34, 1),
            Pictures.Make(20, 2),
            threads: 1);
        var error = Assert.Throws<TrainingException>(() => trainer.RunEpoch(cancellation: Cancellation));
        Assert.Contains("epoch 1, batch 1", error.Message, StringComparison.Ordinal);
        Assert.Empty(trainer.History);
    }

    [Fact]
    public void A_weight_that_the_last_batch_makes_infinite_is_named()
    {
        // One batch an epoch; rate · gradient is finite, and divided by its root mean square, about gradient · √0.1, it
        // is not.
        var trainer = new Trainer(
            Pictures.Small with { LearningRate = 2e38f, BatchSize = 34 },
            new(),
            Pictures.Make(34, 1),
            Pictures.Make(20, 2),
            threads: 1);
        var error = Assert.Throws<TrainingException>(() => trainer.RunEpoch(cancellation: Cancellation));
        Assert.StartsWith("a weight of conv1/kernel is infinite after epoch 1, batch 0", error.Message, StringComparison.Ordinal);
        Assert.Empty(trainer.History);
    }

    /// <summary>
    /// A feature of 10^25 leaves outputs and loss finite, but not the squares of the gradients: √∞ would end all
    /// learning without a word.
    /// </summary>
    /// <remarks>
    /// Of class 1, since these weights make its raw output negative; σ of a right one is exactly its label, and the
    /// gradient 0.
    /// </remarks>
    [Theory]
    [InlineData(1)]
    [InlineData(23)]
    public void A_mean_of_squared_gradients_that_is_infinite_is_named(int sample)
    {
        var samples = Features(40);
        samples.Features[sample * samples.Length] = 1e25f;
        var trainer = new Trainer(Architecture.Head(samples.Length), new(), samples, Features(10), threads: 2);
        var batch = Array.IndexOf(Streams.Order(1, epoch: 1).Permutation(40), sample) / 20;
        var error = Assert.Throws<TrainingException>(() => trainer.RunEpoch(cancellation: Cancellation));
        Assert.StartsWith(
            $"RMSprop's running mean of squared gradients of dense1/kernel is infinite after epoch 1, batch {batch}",
            error.Message,
            StringComparison.Ordinal);
        Assert.All(
            trainer.Network.Parameters,
            parameter => Assert.All(parameter.Pack(parameter.Value), value => Assert.True(float.IsFinite(value))));
    }

    [Theory]
    [InlineData(float.NaN, "RMSprop's running mean of squared gradients of dense2/bias is NaN")]
    [InlineData(float.NegativeInfinity, "RMSprop's running mean of squared gradients of dense2/bias is infinite")]
    public void A_gradient_that_is_not_finite_shows_in_the_step(float gradient, string expected)
    {
        var network = Pictures.Trainer(new()).Network;
        Assert.Null(network.Update());
        var bias = network.Parameters.Single(parameter => parameter.Name == "dense2/bias");
        bias.Gradient.Span[0] = gradient;
        Assert.Equal(expected, network.Update());
    }

    [Fact]
    public void An_output_of_a_validation_sample_that_is_not_finite_is_said_to_be_one()
    {
        var validation = Features(10);
        validation.Features.AsSpan().Fill(float.MaxValue);
        var trainer = new Trainer(Architecture.Head(validation.Length), new(), Features(40), validation, threads: 1);
        var error = Assert.Throws<TrainingException>(() => trainer.RunEpoch(cancellation: Cancellation));
        Assert.Equal("a raw output of a validation sample is no longer finite after epoch 1", error.Message);
        Assert.Empty(trainer.History);
    }

    [Fact]
    public void A_weight_that_is_not_a_number_shows_in_every_layer()
    {
        foreach (var name in new[] { "conv1/kernel", "conv2/bias", "conv4/kernel", "dense1/kernel", "dense2/bias" })
        {
            var trainer = Pictures.Trainer(new());
            trainer.Network.Parameters.Single(parameter => parameter.Name == name).Value.Span[0] = float.NaN;
            Assert.Equal(
                "a raw output is no longer finite in epoch 1, batch 0",
                Assert.Throws<TrainingException>(() => trainer.RunEpoch(cancellation: Cancellation)).Message);
        }
    }

    [Fact]
    public void Cancellation_ends_an_epoch_between_two_batches()
    {
        using var source = new CancellationTokenSource();
        var trainer = Pictures.Trainer(new());
        var last = -1;
        Assert.Throws<OperationCanceledException>(() => trainer.RunEpoch(
            batch =>
            {
                last = batch.Batch;
                if (last == 1)
                {
                    source.Cancel();
                }
            },
            source.Token));
        Assert.Equal(1, last);
    }

    [Fact]
    public void Samples_that_cannot_be_learnt_from_are_refused()
    {
        var pictures = Pictures.Make(20, 1);
        var one = pictures with { Labels = new byte[20] };
        Assert.Contains("all 20 training samples have label 0", Refusal(one, pictures), StringComparison.Ordinal);
        Assert.Contains(
            "all 20 validation samples have label 1",
            Refusal(pictures, one with { Labels = [.. Enumerable.Repeat((byte)1, 20)] }),
            StringComparison.Ordinal);
        Assert.Contains("no training samples", Refusal(pictures with { Pixels = [], Labels = [] }, pictures), StringComparison.Ordinal);
        Assert.Contains("768", Refusal(pictures with { Channels = 1 }, pictures), StringComparison.Ordinal);
    }

    private static FeatureSet Features(int count)
    {
        var numbers = new SplitMix64(3);
        return new(
            "features",
            50,
            [.. Enumerable.Range(0, count * 50).Select(_ => (float)numbers.Unit())],
            [.. Enumerable.Range(0, count).Select(i => (byte)(i % 2))]);
    }

    private static string Refusal(ImageSet training, ImageSet validation) =>
        Assert.Throws<ArgumentException>(() => new Trainer(Pictures.Small, new(), training, validation, threads: 1)).Message;
}
