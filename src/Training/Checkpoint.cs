using System.IO.Hashing;
using Experiments.Training.Layers;

namespace Experiments.Training;

/// <summary>The state of a training run after some epoch: all that is needed to go on to the same bytes.</summary>
/// <remarks>
/// The file, little-endian throughout, strings as BinaryWriter writes them (their length in bytes in groups of 7 bits,
/// then UTF-8):
/// <code>
/// 8 bytes   "exp·net" in UTF-8                                          (what the file is)
/// int32     version, 3
/// int64     length of the whole file in bytes
/// string    the architecture in words, <see cref="Architecture.Describe"/>
/// uint64    seed
/// string    the name of the loss
/// uint64 ×2 checksums of training and validation samples
/// int32     epochs so far, and for each
///             float64 ×3 training loss, validation loss, validation accuracy
///             float32 ×8 least and largest raw output of class 0, of class 1; the same of training samples
/// int32     matrices of parameters, and for each
///             string     its name
///             int32 ×2   rows, columns
///             float32    the values, row after row
///             float32    RMSprop's running means of squares, row after row
/// uint64    XXH3 (64 bits) of all bytes before it
/// </code>
/// The state of the stopping rule follows from the epochs' losses.
/// </remarks>
public sealed class Checkpoint
{
    private const int Version = 3;
    private static readonly byte[] Magic = [.. "exp·net"u8];

    // What, then version and length.
    private static readonly int HeaderSize = Magic.Length + sizeof(int) + sizeof(long);

    // Bytes of an epoch, and of a matrix without a name and without values.
    private const int EpochSize = (3 * sizeof(double)) + (8 * sizeof(float));
    private const int LeastMatrix = 1 + (2 * sizeof(int));

    private readonly string architecture;
    private readonly ulong seed;
    private readonly string loss;
    private readonly ulong training;
    private readonly ulong validation;
    private readonly Matrix[] matrices;

    private Checkpoint(
        string architecture,
        ulong seed,
        string loss,
        ulong training,
        ulong validation,
        IReadOnlyList<EpochResult> history,
        Matrix[] matrices)
    {
        (this.architecture, this.seed, this.loss, this.training, this.validation) = (architecture, seed, loss, training, validation);
        (History, this.matrices) = (history, matrices);
    }

    /// <summary>The epochs so far.</summary>
    public IReadOnlyList<EpochResult> History { get; }

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="CheckpointException">It is none, is truncated or damaged, or of another version.</exception>
    public static Checkpoint Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.Length > Array.MaxLength)
        {
            throw new CheckpointException($"it is not a checkpoint: it has {stream.Length} bytes");
        }

        // A file of another kind may be of any size.
        var start = new byte[Magic.Length];
        stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (!start.AsSpan().SequenceEqual(Magic))
        {
            throw new CheckpointException("it is not a checkpoint");
        }

        using var copy = new MemoryStream();
        copy.Write(start);
        stream.CopyTo(copy);
        var bytes = copy.GetBuffer().AsSpan(0, (int)copy.Length);
        copy.Position = Magic.Length;
        using var reader = new BinaryReader(copy);
        if (bytes.Length < HeaderSize + sizeof(ulong))
        {
            throw new CheckpointException($"it is truncated: it has {bytes.Length} bytes");
        }

        if (reader.ReadInt32() is var version and not Version)
        {
            throw new CheckpointException($"it is of version {version}; this program reads version {Version}");
        }

        if (reader.ReadInt64() is var length && length != bytes.Length)
        {
            throw new CheckpointException($"it is truncated or damaged: it has {bytes.Length} bytes and says {length}");
        }

        if (XxHash3.HashToUInt64(bytes[..^sizeof(ulong)]) != BitConverter.ToUInt64(bytes[^sizeof(ulong)..]))
        {
            throw new CheckpointException("it is damaged: its checksum is wrong");
        }

        try
        {
            return Read(reader);
        }
        catch (Exception error) when (error is IOException or FormatException)
        {
            throw new CheckpointException($"it is damaged: {error.Message}", error);
        }
    }

    /// <summary>Writes the checkpoint.</summary>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var copy = new MemoryStream();
        using var writer = new BinaryWriter(copy);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(0L);
        writer.Write(architecture);
        writer.Write(seed);
        writer.Write(loss);
        writer.Write(training);
        writer.Write(validation);
        writer.Write(History.Count);
        foreach (var epoch in History)
        {
            Write(writer, epoch);
        }

        writer.Write(matrices.Length);
        foreach (var matrix in matrices)
        {
            writer.Write(matrix.Name);
            writer.Write(matrix.Rows);
            writer.Write(matrix.Columns);
            Array.ForEach(matrix.Values, writer.Write);
            Array.ForEach(matrix.Squares, writer.Write);
        }

        writer.Seek(Magic.Length + sizeof(int), SeekOrigin.Begin);
        writer.Write(copy.Length + sizeof(ulong));
        writer.Seek(0, SeekOrigin.End);
        writer.Write(XxHash3.HashToUInt64(copy.GetBuffer().AsSpan(0, (int)copy.Length)));
        copy.Position = 0;
        copy.CopyTo(stream);
    }

    /// <summary>The state of a run.</summary>
    internal static Checkpoint Of(
        NeuralNetwork network,
        TrainingOptions options,
        ulong training,
        ulong validation,
        IReadOnlyList<EpochResult> history) => new(
        network.Architecture.Describe(),
        options.Seed,
        options.Loss.Name,
        training,
        validation,
        [.. history],
        [.. network.Parameters.Select(parameter => new Matrix(
            parameter.Name,
            parameter.Rows,
            parameter.Columns,
            parameter.Pack(parameter.Value),
            parameter.Pack(parameter.Square)))]);

    /// <summary>Refuses a run that this is not the state of.</summary>
    /// <exception cref="CheckpointException">The message says what differs.</exception>
    internal void Require(Architecture wanted, TrainingOptions options, ulong trainingChecksum, ulong validationChecksum)
    {
        var difference = architecture != wanted.Describe() ? $"it is of another network: {architecture}; wanted is {wanted.Describe()}"
            : seed != options.Seed ? $"it was made with seed {seed}, not {options.Seed}"
            : loss != options.Loss.Name ? $"it was made with the loss '{loss}', not '{options.Loss.Name}'"
            : training != trainingChecksum ? "it was made with other training samples"
            : validation != validationChecksum ? "it was made with other validation samples"
            : null;
        if (difference is not null)
        {
            throw new CheckpointException(difference);
        }
    }

    /// <summary>Sets a network's parameters and RMSprop's state.</summary>
    /// <exception cref="CheckpointException">The matrices are not those of the network.</exception>
    internal void Restore(NeuralNetwork network)
    {
        if (!matrices.Select(matrix => (matrix.Name, matrix.Rows, matrix.Columns))
            .SequenceEqual(network.Parameters.Select(parameter => (parameter.Name, parameter.Rows, parameter.Columns))))
        {
            throw new CheckpointException($"it is damaged: its matrices are not those of {architecture}");
        }

        foreach (var (parameter, matrix) in network.Parameters.Zip(matrices))
        {
            parameter.Unpack(matrix.Values, parameter.Value);
            parameter.Unpack(matrix.Squares, parameter.Square);
        }
    }

    /// <summary>Reads what follows the header; whatever a count says, no more is taken than the file has.</summary>
    private static Checkpoint Read(BinaryReader reader)
    {
        var architecture = reader.ReadString();
        var seed = reader.ReadUInt64();
        var loss = reader.ReadString();
        var (training, validation) = (reader.ReadUInt64(), reader.ReadUInt64());
        var history = new EpochResult[Count(reader, "epochs", EpochSize)];
        for (var i = 0; i < history.Length; i++)
        {
            history[i] = new(
                i + 1,
                reader.ReadDouble(),
                reader.ReadDouble(),
                reader.ReadDouble(),
                Range(),
                Range(),
                Range(),
                Range());
        }

        var matrices = new Matrix[Count(reader, "matrices", LeastMatrix)];
        for (var i = 0; i < matrices.Length; i++)
        {
            var (name, rows) = (reader.ReadString(), Count(reader, "rows", 0));
            var columns = Count(reader, "columns", 2L * sizeof(float) * rows);
            matrices[i] = new(name, rows, columns, Floats(reader, rows * columns), Floats(reader, rows * columns));
        }

        return new(architecture, seed, loss, training, validation, history, matrices);

        OutputRange Range() => new(Finite(reader), Finite(reader));
    }

    private static void Write(BinaryWriter writer, EpochResult epoch)
    {
        writer.Write(epoch.TrainingLoss);
        writer.Write(epoch.ValidationLoss);
        writer.Write(epoch.ValidationAccuracy);
        foreach (var range in new[] { epoch.Class0, epoch.Class1, epoch.Training0, epoch.Training1 })
        {
            writer.Write(range.Minimum);
            writer.Write(range.Maximum);
        }
    }

    /// <summary>Reads a count of things that take so many bytes each at least.</summary>
    private static int Count(BinaryReader reader, string things, long size)
    {
        var count = reader.ReadInt32();
        var left = reader.BaseStream.Length - reader.BaseStream.Position;
        return count >= 0 && (Int128)count * size <= left ? count
            : throw new CheckpointException($"it is damaged: it says {count} {things}, and {left} bytes follow");
    }

    private static float[] Floats(BinaryReader reader, int count)
    {
        var values = new float[count];
        foreach (ref var value in values.AsSpan())
        {
            value = Finite(reader);
        }

        return values;
    }

    private static float Finite(BinaryReader reader) => reader.ReadSingle() is var value && float.IsFinite(value) ? value
        : throw new CheckpointException("it is damaged: a number in it is infinite or NaN");

    /// <summary>One matrix of parameters with RMSprop's state.</summary>
    private sealed record Matrix(string Name, int Rows, int Columns, float[] Values, float[] Squares);
}
