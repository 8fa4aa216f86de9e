using System.Diagnostics;
using System.Numerics.Tensors;
using MathNet.Numerics;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Peers;

// Runs what NuGet serves and writes a table each.
//   dotnet run -c Release -- GRID TABLES MODELS     grid.txt, a folder for tables, the folder that onnx_model.py filled
//   dotnet run -c Release -- MODELS                 how many ulps exp and log are off
if (args.Length == 1)
{
    Functions.Measure(args[0]);
    return;
}

float[] xs = [.. File.ReadAllLines(args[0]).Select(float.Parse)];
var table = new TableWriter(args[1], xs);
var onnx = new Onnx(args[2], xs, table);
onnx.Write<float>("float", x => x);
onnx.Write<double>("double", x => x);
onnx.Write("float16", x => new Microsoft.ML.OnnxRuntime.Float16(BitConverter.HalfToUInt16Bits((Half)x)));

// TensorPrimitives, and what a C# program writes by hand.
var (singles, doubles) = (new float[xs.Length], new double[xs.Length]);
TensorPrimitives.Sigmoid(xs, singles);
TensorPrimitives.Sigmoid(xs.Select(x => (double)x).ToArray(), doubles);
table.Write($"dotnet-tensorprimitives-{Version(typeof(TensorPrimitives))}-float", i => singles[i]);
table.Write($"dotnet-tensorprimitives-{Version(typeof(TensorPrimitives))}-double", i => doubles[i]);
table.Write(
    $"dotnet-mathf-{Environment.Version}",
    i => Sigmoid(xs[i]),
    (i, y) => -((y * MathF.Log(Sigmoid(xs[i]))) + ((1 - y) * MathF.Log(1 - Sigmoid(xs[i])))),
    (i, y) => Math.Max(xs[i], 0) - (xs[i] * y) + float.LogP1(MathF.Exp(-MathF.Abs(xs[i]))),
    (i, y) => Sigmoid(xs[i]) - y);
table.Write($"mathnet-{Version(typeof(SpecialFunctions))}", i => SpecialFunctions.Logistic(xs[i]));

// ML.NET: the loss of its trainers, the evaluator's metric, and the sigmoid behind Probability: a PlattCalibrator with
// slope −1 and offset 0, whose constructor is not public.
var (ml, loss) = (new MLContext(1), new LogLoss());
var platt = Activator.CreateInstance(
    typeof(PlattCalibrator),
    System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public,
    null,
    [ml, -1.0, 0.0],
    null)!;
var predict = platt.GetType().GetInterfaces().First(type => type.Name == "ICalibrator").GetMethod("PredictProbability")!;
float[] probabilities = [.. xs.Select(x => (float)predict.Invoke(platt, [x])!)];
table.Write(
    $"mlnet-{Version(typeof(MLContext))}-logloss",
    i => probabilities[i],
    null,
    (i, y) => (double)loss.Loss(xs[i], y),
    (i, y) => loss.Derivative(xs[i], y));
table.Write($"mlnet-{Version(typeof(MLContext))}-evaluator", i => probabilities[i], (i, y) => Evaluated(xs[i], probabilities[i], y == 1));

static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));

static string Version(Type type) => FileVersionInfo.GetVersionInfo(type.Assembly.Location).ProductVersion!.Split('+')[0];

// The evaluator wants both classes: the other row has probability ½, which costs 1 bit; the metric is the mean of both.
double Evaluated(float x, float p, bool label)
{
    Row[] rows =
    [
        new() { Label = label, Score = x, PredictedLabel = x > 0, Probability = p },
        new() { Label = !label, Score = 0, PredictedLabel = false, Probability = 0.5f },
    ];
    return (2 * ml.BinaryClassification.Evaluate(ml.Data.LoadFromEnumerable(rows)).LogLoss) - 1;
}
