using Cutwork.Imaging;
using Cutwork.Imaging.Tests.Resampling;

namespace Cutwork.Aot;

/// <summary>Resized pictures are the reference's, at every width and scale.</summary>
internal static class ResamplerLaws
{
    public static IEnumerable<Law> All => [new("resized pictures are the reference's", Resize)];

    private static void Resize()
    {
        var laws = new ResamplerVectorTests();
        foreach (Filter filter in (Filter[])[Filter.Bilinear, Filter.Bicubic, Filter.BilinearPlain])
        {
            laws.Every_width_of_image_is_the_reference_s(filter);
            laws.Every_scale_is_the_reference_s(filter);
        }
    }
}
