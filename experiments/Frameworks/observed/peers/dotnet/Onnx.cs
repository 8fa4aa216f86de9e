using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Peers;

/// <summary>
/// ONNX Runtime on the CPU, with the models that onnx_model.py wrote; where one is refused, Sigmoid alone.
/// </summary>
internal sealed class Onnx(string models, float[] xs, TableWriter table)
{
    public void Write<T>(string kind, Func<float, T> convert)
        where T : unmanaged
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        var (session, isWhole) = Open(kind, options);
        var outputs = new Dictionary<(string Name, int Label), T[]>();
        using (session)
        {
            foreach (var y in new[] { 1, 0 })
            {
                var x = new DenseTensor<T>(xs.Select(convert).ToArray(), [xs.Length]);
                var labels = new DenseTensor<T>(Enumerable.Repeat(convert(y), xs.Length).ToArray(), [xs.Length]);
                using var run = session.Run([NamedOnnxValue.CreateFromTensor("x", x), NamedOnnxValue.CreateFromTensor("y", labels)]);
                foreach (var output in run)
                {
                    outputs[(output.Name, y)] = [.. output.AsEnumerable<T>()];
                }
            }
        }

        table.Write(
            $"onnxruntime-{OrtEnv.Instance().GetVersionString()}-dotnet-{kind}{(isWhole ? "-block" : string.Empty)}",
            i => At("s", 1, i),
            isWhole ? (i, y) => At("block", y, i) : null,
            isWhole ? (i, y) => At("stable", y, i) : null);

        object At(string name, int y, int i) =>
            outputs[(name, y)][i] is Float16 half ? BitConverter.UInt16BitsToHalf(half.value) : outputs[(name, y)][i];
    }

    private (InferenceSession Session, bool IsWhole) Open(string kind, SessionOptions options)
    {
        try
        {
            return (new InferenceSession(Path.Combine(models, $"sigmoid-{kind}.onnx"), options), true);
        }
        catch (OnnxRuntimeException error)
        {
            Console.WriteLine($"onnxruntime {kind}: {error.Message}");
            return (new InferenceSession(Path.Combine(models, $"only-sigmoid-{kind}.onnx"), options), false);
        }
    }
}
