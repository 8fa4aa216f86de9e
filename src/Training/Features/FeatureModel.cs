using System.IO.Hashing;
using System.Text;
using Experiments.Training.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Experiments.Training.Features;

/// <summary>How to feed a model, and what to take from it.</summary>
/// <param name="Preprocessing">What becomes of pixels first.</param>
/// <param name="Layout">The order of the input's dimensions; null to tell it by the one that is 3.</param>
/// <param name="Size">Rows and columns of a picture; null for the model's own.</param>
/// <param name="Output">The output to take; null for the only one.</param>
public sealed record FeatureModelOptions(Preprocessing Preprocessing, ModelLayout? Layout = null, int? Size = null, string? Output = null);

/// <summary>A frozen model of the user's in a file of ONNX, run by ONNX Runtime on the processor.</summary>
/// <remarks>
/// Its digits are ONNX Runtime's: they may differ in the last places between processors, systems and numbers of
/// threads. From the features on, all is a function of them alone.
/// </remarks>
public sealed class FeatureModel : IDisposable
{
    // Large enough to keep threads busy; VGG16 needs some 25 MB a picture of 224 × 224.
    private const int LargestBatch = 8;

    // Errors come as exceptions, so that nothing is logged beside them.
    private const OrtLoggingLevel LogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;

    // How a tensor says that its values are in another file: the key "location" of a string entry, and the tag of its
    // value.
    private static readonly byte[] Elsewhere = [0x0A, 8, .. "location"u8, 0x12];

    // The runtime sends no telemetry. A process has one environment: where there is one already, it serves.
    private static readonly Lazy<OrtEnv> Runtime = new(() =>
    {
        var options = new EnvironmentCreationOptions { logId = "experiments", logLevel = LogLevel };
        var runtime = OrtEnv.IsCreated ? OrtEnv.Instance() : OrtEnv.CreateInstanceWithOptions(ref options);
        runtime.DisableTelemetryEvents();
        return runtime;
    });

    // Of the model's file, of how it is fed and of what is taken from it.
    private readonly XxHash3 hash = new();
    private readonly InferenceSession session;
    private readonly Preprocessing preprocessing;
    private readonly ModelInput input;
    private readonly string inputName;
    private readonly string outputName;

    private FeatureModel(string name, byte[] bytes, InferenceSession session, FeatureModelOptions options)
    {
        (Name, this.session, preprocessing) = (name, session, options.Preprocessing);
        inputName = session.InputMetadata.Count == 1 ? session.InputMetadata.Keys.Single()
            : throw new InputException(
                $"{name}: the model has {session.InputMetadata.Count} inputs ({Names(session.InputMetadata.Keys)}); expected one");
        var taken = Float32($"the input '{inputName}'", session.InputMetadata[inputName]);
        input = ModelInput.Read($"{name}: the model's input '{inputName}'", taken.Dimensions, options.Layout, options.Size);
        outputName = Output(options.Output);
        Float32($"the output '{outputName}'", session.OutputMetadata[outputName]);
        hash.Append(bytes);
        hash.Append(Encoding.UTF8.GetBytes($"{preprocessing.Describe()}, {input}, {outputName}"));
    }

    /// <summary>What messages call it: its file.</summary>
    public string Name { get; }

    /// <summary>Rows and columns of the pictures that it takes.</summary>
    public int Size => input.Size;

    /// <summary>The model that a file of a name holds.</summary>
    /// <exception cref="InputException">It cannot be run, or is not one from square colour pictures to
    /// numbers.</exception>
    public static FeatureModel Load(string name, byte[] bytes, FeatureModelOptions options, int threads)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(options);
        InferenceSession? session = null;
        try
        {
            if (bytes.AsSpan().IndexOf(Elsewhere) >= 0)
            {
                const string How = "torch.onnx.export(…, external_data=False), or onnx.save(onnx.load(model), file)";
                throw new InputException($"{name}: the model's weights are in other files; expected them in this one: {How}");
            }

            // From its bytes, not by its name, so that what is run is what is hashed.
            _ = Runtime.Value;
            using var settings = new SessionOptions { IntraOpNumThreads = threads, LogSeverityLevel = LogLevel };
            session = new(bytes, settings);
            var model = new FeatureModel(name, bytes, session, options);
            session = null;
            return model;
        }
        catch (OnnxRuntimeException error)
        {
            throw new InputException($"{name}: ONNX Runtime cannot load the model: {FirstLine(error)} Expected a whole ONNX model.");
        }
        catch (Exception error) when (error is TypeInitializationException or DllNotFoundException)
        {
            var why = (error.InnerException ?? error).Message;
            throw new InputException(
                $"{name}: ONNX Runtime does not run on this machine ({why}); compute the features elsewhere and give them as FILE.npy");
        }
        finally
        {
            session?.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    /// <summary>
    /// The features of pictures, [picture, feature], an output of more dimensions flattened in its own order.
    /// </summary>
    /// <exception cref="InputException">The model fails, or its output is not numbers for each picture.</exception>
    /// <exception cref="OperationCanceledException">The token said so, between two batches.</exception>
    internal float[] Run(ReadOnlySpan<byte> pixels, CancellationToken cancellation)
    {
        var picture = Size * Size * Preprocessing.Channels;
        var count = pixels.Length / picture;
        var features = new List<float>();
        for (var first = 0; first < count;)
        {
            cancellation.ThrowIfCancellationRequested();
            var batch = input.IsSingle ? 1 : Math.Min(LargestBatch, count - first);
            features.AddRange(RunBatch(pixels.Slice(first * picture, batch * picture), batch));
            first += batch;
            FeatureLimits.Check(Name, count, features.Count / first);
        }

        return [.. features];
    }

    /// <summary>
    /// A hash of all that the features of some pictures depend on: the model, how it is fed, what is taken from it, the
    /// pixels.
    /// </summary>
    internal ulong Key(ReadOnlySpan<byte> pixels)
    {
        var key = hash.Clone();
        key.Append(pixels);
        return key.GetCurrentHashAsUInt64();
    }

    private float[] RunBatch(ReadOnlySpan<byte> pixels, int count)
    {
        var values = new float[pixels.Length];
        var picture = pixels.Length / count;
        for (var i = 0; i < count; i++)
        {
            preprocessing.Apply(pixels.Slice(i * picture, picture), input.Layout, values.AsSpan(i * picture, picture));
        }

        long[] shape = input.Layout == ModelLayout.Nhwc
            ? [count, Size, Size, Preprocessing.Channels]
            : [count, Preprocessing.Channels, Size, Size];
        try
        {
            using var options = new RunOptions();
            using var tensor = OrtValue.CreateTensorValueFromMemory(values, shape);
            using var results = session.Run(options, [inputName], [tensor], [outputName]);
            var output = $"{Name}: for {count} pictures the output '{outputName}'";
            var given = results[0].GetTensorTypeAndShape().Shape;
            return given.Length is 2 or 4 && given[0] == count
                ? results[0].GetTensorDataAsSpan<float>().ToArray()
                : throw new InputException(
                    $"{output} is [{string.Join(", ", given)}]; expected two dimensions or four, of which the first is {count}");
        }
        catch (OnnxRuntimeException error)
        {
            throw new InputException($"{Name}: ONNX Runtime cannot run the model on pictures of {Size} × {Size}: {FirstLine(error)}");
        }
    }

    private string Output(string? chosen)
    {
        var names = session.OutputMetadata.Keys.ToArray();
        var all = Names(names);
        return chosen is not null
            ? names.Contains(chosen, StringComparer.Ordinal) ? chosen : throw new InputException(
                $"{InputSetting.FeatureOutput}: {Name} has no output '{chosen}'; it has {all}")
            : names.Length == 1 ? names[0] : throw new InputException(
                $"{Name}: the model has {names.Length} outputs; say which is to be taken with {InputSetting.FeatureOutput}: {all}");
    }

    private NodeMetadata Float32(string what, NodeMetadata node)
    {
        var kind = node.IsTensor ? $"type {node.ElementDataType}" : $"kind {node.OnnxValueType}";
        return node.IsTensor && node.ElementDataType == TensorElementType.Float ? node
            : throw new InputException($"{Name}: {what} is of {kind}; expected numbers in float32");
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);

    private static string FirstLine(OnnxRuntimeException error) => error.Message.Split('\n')[0].TrimEnd();
}
