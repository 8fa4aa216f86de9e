using Experiments.Losses;
using Experiments.Training;
using Experiments.Training.Layers;

namespace Experiments.Tests.Training;

public class CheckpointTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public void A_resumed_run_ends_in_the_same_bytes_as_an_uninterrupted_one()
    {
        var options = new TrainingOptions(Seed: 3);
        var whole = Pictures.Trainer(options);
        whole.RunEpoch(cancellation: Cancellation);
        var bytes = Bytes(whole);
        whole.RunEpoch(cancellation: Cancellation);
        whole.RunEpoch(cancellation: Cancellation);
        var resumed = Trainer.Resume(Read(bytes), Pictures.Small, options, Pictures.Make(34, 1), Pictures.Make(20, 2), threads: 2);
        Assert.Equal(bytes, Bytes(resumed));
        resumed.RunEpoch(cancellation: Cancellation);
        resumed.RunEpoch(cancellation: Cancellation);
        Assert.Equal(Bytes(whole), Bytes(resumed));
        Assert.Equal(whole.History, resumed.History);
    }

    [Fact]
    public void The_stopping_rule_goes_on_where_it_was()
    {
        var options = new TrainingOptions(Watch: Watch.Training, Patience: 1);
        var trainer = Pictures.Trainer(options);
        while (!trainer.IsOver)
        {
            trainer.RunEpoch(cancellation: Cancellation);
        }

        Assert.True(Resume(Read(Bytes(trainer)), options).IsOver);
        Assert.False(Resume(Read(Bytes(trainer)), options with { Patience = 2 }).IsOver);
    }

    [Fact]
    public void A_checkpoint_of_another_run_is_refused()
    {
        var checkpoint = Read(Bytes(Pictures.Trainer(new())));
        Assert.Contains("seed 1, not 2", Refusal(checkpoint, Pictures.Small, new(Seed: 2), 1, 2), StringComparison.Ordinal);
        Assert.Contains(
            "the loss 'logits', not 'sigmoid'",
            Refusal(checkpoint, Pictures.Small, new(Loss: ArticleLosses.Clipped), 1, 2),
            StringComparison.Ordinal);
        Assert.Contains("dense 16", Refusal(checkpoint, Pictures.Small with { Dense = 15 }, new(), 1, 2), StringComparison.Ordinal);
        Assert.Contains("batch 11", Refusal(checkpoint, Pictures.Small with { BatchSize = 11 }, new(), 1, 2), StringComparison.Ordinal);
        Assert.Contains("other training samples", Refusal(checkpoint, Pictures.Small, new(), 3, 2), StringComparison.Ordinal);
        Assert.Contains("other validation samples", Refusal(checkpoint, Pictures.Small, new(), 1, 3), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_truncated_at_any_byte_is_refused()
    {
        var bytes = Bytes(Pictures.Trainer(new()));
        for (var length = 0; length < bytes.Length; length += length < 100 ? 1 : 997)
        {
            Assert.Throws<CheckpointException>(() => Read(bytes[..length]));
        }

        Assert.Throws<CheckpointException>(() => Read([.. bytes, 0]));
    }

    [Fact]
    public void A_file_with_any_bit_flipped_is_refused()
    {
        var bytes = Bytes(Pictures.Trainer(new()));
        for (var i = 0; i < bytes.Length; i += i < 100 ? 1 : 89)
        {
            bytes[i] ^= (byte)(1 << (i % 8));
            Assert.Throws<CheckpointException>(() => Read(bytes));
            bytes[i] ^= (byte)(1 << (i % 8));
        }
    }

    [Fact]
    public void Messages_say_what_is_wrong_with_a_file()
    {
        var bytes = Bytes(Pictures.Trainer(new()));
        Assert.Contains("not a checkpoint", Message([.. "PK"u8, .. bytes]), StringComparison.Ordinal);
        Assert.Contains("truncated", Message(bytes[..50]), StringComparison.Ordinal);
        var later = bytes.ToArray();
        later[8] = 4;
        Assert.Contains("version 4; this program reads version 3", Message(later), StringComparison.Ordinal);
        var damaged = bytes.ToArray();
        damaged[200] ^= 1;
        Assert.Contains("damaged", Message(damaged), StringComparison.Ordinal);
    }

    /// <summary>Whoever forges a file can forge its checksum.</summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void A_forged_count_is_refused_before_memory_is_taken_for_it(int count)
    {
        var bytes = Bytes(Pictures.Trainer(new()));
        using var reader = new BinaryReader(new MemoryStream(bytes));
        reader.BaseStream.Position = 20;
        _ = (reader.ReadString(), reader.ReadUInt64(), reader.ReadString(), reader.ReadUInt64(), reader.ReadUInt64());
        var epochs = (int)reader.BaseStream.Position;
        _ = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadString());
        var rows = (int)reader.BaseStream.Position;
        foreach (var at in new[] { epochs, epochs + 4, rows, rows + 4 })
        {
            var forged = bytes.ToArray();
            BitConverter.TryWriteBytes(forged.AsSpan(at), count);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Contains("damaged", RefusalOf(Sealed(forged)), StringComparison.Ordinal);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100L * bytes.Length);
        }
    }

    [Fact]
    public void A_forged_byte_anywhere_is_refused_or_read_and_never_another_exception()
    {
        var bytes = Bytes(Pictures.Trainer(new()));
        for (var at = 20; at < bytes.Length - 8; at += at < 400 ? 1 : 97)
        {
            foreach (var value in new byte[] { 0, 0x7F, 0x80, 0xFF })
            {
                var forged = bytes.ToArray();
                forged[at] = value;
                _ = RefusalOf(Sealed(forged));
            }
        }
    }

    [Fact]
    public void A_number_that_is_not_finite_is_refused()
    {
        var bytes = Bytes(Pictures.Trainer(new()));
        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 12), float.NaN);
        Assert.Contains("infinite or NaN", RefusalOf(Sealed(bytes)), StringComparison.Ordinal);
    }

    /// <summary>The file with the checksum that belongs to its bytes.</summary>
    private static byte[] Sealed(byte[] bytes)
    {
        var end = bytes.Length - sizeof(ulong);
        BitConverter.TryWriteBytes(bytes.AsSpan(end), System.IO.Hashing.XxHash3.HashToUInt64(bytes.AsSpan(0, end)));
        return bytes;
    }

    /// <summary>Why a file cannot be gone on from; empty where it can.</summary>
    private static string RefusalOf(byte[] bytes)
    {
        try
        {
            Resume(Read(bytes), new());
            return string.Empty;
        }
        catch (CheckpointException error)
        {
            return error.Message;
        }
    }

    private static Trainer Resume(Checkpoint checkpoint, TrainingOptions options) =>
        Trainer.Resume(checkpoint, Pictures.Small, options, Pictures.Make(34, 1), Pictures.Make(20, 2), threads: 1);

    private static string Refusal(
        Checkpoint checkpoint, Architecture architecture, TrainingOptions options, ulong training, ulong validation) =>
        Assert.Throws<CheckpointException>(() =>
            Trainer.Resume(
                checkpoint, architecture, options, Pictures.Make(34, training), Pictures.Make(20, validation), threads: 1)).Message;

    private static string Message(byte[] bytes) => Assert.Throws<CheckpointException>(() => Read(bytes)).Message;

    private static byte[] Bytes(Trainer trainer)
    {
        using var stream = new MemoryStream();
        trainer.ToCheckpoint().Write(stream);
        return stream.ToArray();
    }

    private static Checkpoint Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return Checkpoint.Read(stream);
    }
}
