using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Report;

/// <summary>
/// The page's kernel on all numbers of float16 and bfloat16, and on a million of float32 and hard ones: skipped unless
/// KERNEL is set, see KernelExhaustive.md.
/// </summary>
public class KernelExhaustive
{
    private const int Every = 1 << 16;
    private const int Million = 1_000_000;
    private const int Soft = 5_000;
    private const int Least = 20;

    // 2^32 / φ, odd: a million steps lie evenly among all patterns.
    private const ulong Golden = 2_654_435_761;

    private static readonly bool IsAsked = Environment.GetEnvironmentVariable("KERNEL") is not null;

    [Fact]
    public void All_numbers_of_float16() => Check(All<Float16>);

    [Fact]
    public void All_numbers_of_bfloat16() => Check(All<BFloat16>);

    [Fact]
    public void Operations_on_a_million_numbers_of_float32() => Check(() =>
        [.. KernelTests.Operations<Float32>(new(0, Golden), new(1, 40_503 * Golden), Million)]);

    [Fact]
    public void Hard_numbers_of_float32() => Check(() =>
    [
        .. new[] { Operation.Exp, Operation.Log, Operation.Log1P, Operation.Sigmoid }.Select(operation =>
        {
            var x = Patterns.Of(HardNumbers.Of(operation));
            Assert.InRange(x.Listed!.Count, Least, int.MaxValue);
            return KernelQuestion.Operations<Float32>([$"{operation}".ToLowerInvariant()], x, x, x, x.Listed.Count);
        }),
    ]);

    [Fact]
    public void Losses_on_a_million_numbers_of_float32() => Check(() =>
    [
        .. Catalogue.All.GroupBy(loss => loss.Sigmoid.Name, loss => loss.Name).SelectMany(form =>
            Labels(label => KernelQuestion.Losses<Float32>([.. form], label, new(0, Golden), Million))),
    ]);

    private static KernelQuestion[] All<T>()
        where T : struct, IBinaryFloat<T> =>
    [
        .. KernelTests.Operations<T>(Patterns.Every, new(1, 40_503), Every),
        .. Labels(label => KernelQuestion.Losses<T>([], label, Patterns.Every, Every)),
        KernelQuestion.Losses<T>([], "3/8", new(0, 13), Soft),
    ];

    private static IEnumerable<KernelQuestion> Labels(Func<string, KernelQuestion> question) => [question("0"), question("1")];

    private static void Check(Func<KernelQuestion[]> ask)
    {
        Assert.SkipUnless(IsAsked, "takes minutes: set KERNEL=1");
        var engine = new KernelEngine();
        foreach (var question in ask())
        {
            question.Check(engine.Answer(question.Json));
        }
    }
}
