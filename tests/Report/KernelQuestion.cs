using System.Globalization;
using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Report;

/// <summary>Numbers by their patterns: from one on with a step, wrapping around, or a list, again and again.</summary>
internal sealed record Patterns(ulong From, ulong Step, IReadOnlyList<ulong>? Listed = null)
{
    public static Patterns Every { get; } = new(0, 1);

    public static Patterns Of(params IReadOnlyList<ulong> listed) => new(0, 0, listed);

    public string Json => Listed is null
        ? string.Create(CultureInfo.InvariantCulture, $$"""{"from":"{{From}}","step":"{{Step}}"}""")
        : $"[{string.Join(',', Listed.Select(bits => $"\"{bits}\""))}]";

    public T Number<T>(int i)
        where T : struct, IBinaryFloat<T> => T.FromBits(Listed is not null
            ? Listed[i % Listed.Count]
            : unchecked((UInt128)(From + ((ulong)i * Step))) & ((T.Layout.SignBit << 1) - 1));
}

/// <summary>A question to the page's kernel whose answer the program knows.</summary>
/// <param name="Json">The question.</param>
/// <param name="Names">What each answer is about.</param>
/// <param name="Expected">The answers by the program's own kernel.</param>
internal sealed record KernelQuestion(string Json, IReadOnlyList<string> Names, Func<string[]> Expected)
{
    /// <summary>Hashes of the results of operations on numbers a, b and c.</summary>
    public static KernelQuestion Operations<T>(IReadOnlyList<string> names, Patterns a, Patterns b, Patterns c, int count)
        where T : struct, IBinaryFloat<T> => new(
            $$"""
            {"ask":"operations","format":"{{T.Name}}","names":{{List(names)}},"count":{{count}},
            "a":{{a.Json}},"b":{{b.Json}},"c":{{c.Json}}}
            """.ReplaceLineEndings(string.Empty),
            names,
            () => [.. names.Select(name =>
            {
                var operation = Enum.Parse<Operation>(name, ignoreCase: true);
                return Hash(count, i => Evaluator<T>.Apply(operation, null, a.Number<T>(i), b.Number<T>(i), c.Number<T>(i)));
            })]);

    /// <summary>Hashes of σ, the clip, its logit, the loss and the gradient of losses, all where none is named.</summary>
    public static KernelQuestion Losses<T>(IReadOnlyList<string> names, string label, Patterns x, int count)
        where T : struct, IBinaryFloat<T>
    {
        var roots = Catalogue.All.Where(loss => names.Count == 0 || names.Contains(loss.Name)).SelectMany(Roots).ToArray();
        return new(
            $$"""{"ask":"losses","format":"{{T.Name}}","names":{{List(names)}},"label":"{{label}}","x":{{x.Json}},"count":{{count}}}""",
            [.. roots.Select(root => root.Name)],
            () =>
            {
                var parts = label.Split('/').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).Append(1).ToArray();
                var y = (Rational)parts[0] / parts[1];
                var rows = roots.Select(_ => new T[count]).ToArray();
                new Evaluator<T>([.. roots.Select(root => root.Formula.For(y))])
                    .All([.. Enumerable.Range(0, count).Select(x.Number<T>)], rows);
                return [.. rows.Select(row => Hash(count, i => row[i]))];
            });
    }

    private static IEnumerable<(string Name, Expression Formula)> Roots(Loss loss)
    {
        var sigmoid = loss.Sigmoid.Of(Expression.X);
        var clip = ProbabilityClip.In(loss);
        yield return ($"{loss.Name} sigmoid", sigmoid);
        if (clip is not null)
        {
            yield return ($"{loss.Name} clip", clip);
        }

        if (loss.Takes == Takes.Probability)
        {
            yield return ($"{loss.Name} logit", Formulas.Logit(clip ?? sigmoid));
        }

        if (loss.HasValue)
        {
            yield return ($"{loss.Name} loss", loss.Value);
        }

        if (loss.HasGradient)
        {
            yield return ($"{loss.Name} gradient", loss.Gradient);
        }
    }

    private static string Hash<T>(int count, Func<int, T> value)
        where T : struct, IBinaryFloat<T>
    {
        var hash = Fnv.Offset;
        for (var i = 0; i < count; i++)
        {
            var result = value(i);
            hash = Fnv.Add(hash, (ulong)(result.IsFinite || result.IsInfinite ? result.Bits : T.Layout.NaN));
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static string List(IReadOnlyList<string> names) => $"[{string.Join(',', names.Select(name => $"\"{name}\""))}]";

    /// <summary>Fails with the names of what differs.</summary>
    public void Check(string[] answers)
    {
        var expected = Expected();
        Assert.Equal(expected.Length, answers.Length);
        var wrong = Names.Where((_, i) => expected[i] != answers[i]).ToArray();
        Assert.True(wrong.Length == 0, $"{Json[..Math.Min(Json.Length, 200)]}: {string.Join(", ", wrong)}");
    }
}
