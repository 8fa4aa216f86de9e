namespace Experiments.Claims;

/// <summary>The formulas as written.</summary>
internal sealed class ArticleFormulas : IFormulas;
